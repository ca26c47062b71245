package org.fhirriver.kit.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.kit.kafka.WritableTopics;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;
import org.jspecify.annotations.Nullable;

/** What a stage writes within one transaction: messages, dead letters and counts. */
public final class StageOutput {

    private final Stage stage;
    private final Producer<byte[], byte[]> producer;
    private final WritableTopics topics;
    private final Clock clock;
    private final BatchCounts counts;
    private final Rejections rejections = new Rejections();

    StageOutput(Stage stage, Producer<byte[], byte[]> producer, WritableTopics topics, Clock clock) {
        this.stage = stage;
        this.producer = producer;
        this.topics = topics;
        this.clock = clock;
        this.counts = new BatchCounts(stage);
    }

    /** Writes a message; its topic is created if need be. */
    @SuppressWarnings("FutureReturnValueIgnored") // A failed send fails the commit of its transaction.
    public void send(ProducerRecord<byte[], byte[]> message) {
        topics.ensure(List.of(message.topic()));
        producer.send(message);
    }

    /** Writes a message to the stage's dead-letter topic as it came, with the reason in its headers. */
    public void reject(ConsumerRecord<byte[], byte[]> message, Rejection rejection) {
        send(DeadLetter.of(stage, message, rejection, clock.instant()));
        rejections.add(message, rejection);
        count(message, rejection.pipeline().orElse(""), stage == Stage.LOADER ? Count.DEAD : Count.REJECTED, 1);
    }

    /**
     * Counts an outcome of a message, for the metrics and, where the message belongs to a batch, for its ledger.
     *
     * @param number how often; the same message may be counted several times
     */
    public void count(ConsumerRecord<?, ?> message, String pipeline, Count count, long number) {
        counts.add(message, header(message, Headers.BATCH), pipeline, count, number);
    }

    /** The text of a header, or null when the message has none of that name. */
    public static @Nullable String header(ConsumerRecord<?, ?> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** Writes what was counted to the ledger, as the last of the transaction. */
    void writeLedger() {
        for (LedgerEntry entry : counts.entries(clock.instant())) {
            send(new ProducerRecord<>(Topics.LEDGER, entry.batch().getBytes(UTF_8), entry.toJson()));
        }
    }

    Rejections rejections() {
        return rejections;
    }

    BatchCounts counts() {
        return counts;
    }
}
