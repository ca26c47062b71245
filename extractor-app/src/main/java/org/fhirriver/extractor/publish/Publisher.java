package org.fhirriver.extractor.publish;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.kit.kafka.WritableTopics;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes messages, all of a call in one transaction. One call at a time is in progress; others wait for their turn.
 *
 * <p>A call that throws may have published all of its messages or none: who needs to know reads the ledger, after
 * {@link #open()} has ended what was left open.
 */
public final class Publisher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Publisher.class);

    /** An offset that means nothing: with it, Kafka checks that this process is still the member that it was. */
    private static final Map<TopicPartition, OffsetAndMetadata> FENCE =
            Map.of(new TopicPartition(Topics.LEDGER, 0), new OffsetAndMetadata(0));

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final WritableTopics topics;
    private final PublishedMetrics metrics;
    private final LockedOut lockedOut;
    private final Ownership ownership;
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock(true);
    private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

    /**
     * A publisher that connects when it is first used.
     *
     * @param producers makes a transactional producer, always with the same transactional id
     * @param patience how long a call waits for its turn
     */
    public Publisher(
            Supplier<Producer<byte[], byte[]>> producers,
            WritableTopics topics,
            MeterRegistry metrics,
            LockedOut lockedOut,
            Ownership ownership,
            Duration patience) {
        this.producers = producers;
        this.topics = topics;
        this.metrics = new PublishedMetrics(metrics);
        this.lockedOut = lockedOut;
        this.ownership = ownership;
        this.patience = patience;
    }

    /**
     * Makes ready for transactions: ends what a predecessor with the same transactional id has left open, and locks it
     * out.
     *
     * @throws KafkaUnavailable when Kafka does not answer
     */
    public void open() {
        takeTurn();
        try {
            opened();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Publishes messages.
     *
     * @return where they stand, in their order
     * @throws KafkaUnavailable when Kafka did not take the transaction, or its answer was lost
     * @throws Ownership.NotOwnerException when only another process may publish records of one of the pipelines
     */
    public List<Origin> publish(List<ProducerRecord<byte[], byte[]>> messages) {
        return publishIf(messages, origins -> true)
                .orElseThrow(() -> new IllegalStateException("Nothing was against it"));
    }

    /**
     * Publishes messages, unless there is something against it when they have got their places.
     *
     * @param check is told where the messages would stand, in their order
     * @return where they stand, in their order; empty when the check was against it
     * @throws KafkaUnavailable when Kafka did not take the transaction, or its answer was lost
     */
    public Optional<List<Origin>> publishIf(
            List<ProducerRecord<byte[], byte[]>> messages, Predicate<List<Origin>> check) {
        takeTurn();
        try {
            Set<String> names = new LinkedHashSet<>();
            messages.forEach(message -> names.add(message.topic()));
            Set<ConsumerGroupMetadata> memberships = ownership.memberships(names);
            topics.ensure(names);
            return transaction(opened(), messages, memberships, check);
        } finally {
            turn.unlock();
        }
    }

    private Optional<List<Origin>> transaction(
            Producer<byte[], byte[]> open,
            List<ProducerRecord<byte[], byte[]>> messages,
            Set<ConsumerGroupMetadata> memberships,
            Predicate<List<Origin>> check) {
        try {
            open.beginTransaction();
            List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
            messages.forEach(message -> sent.add(open.send(message)));
            open.flush();
            List<Origin> origins = new ArrayList<>(messages.size());
            for (Future<RecordMetadata> future : sent) {
                RecordMetadata at = future.get();
                origins.add(new Origin(at.topic(), at.partition(), at.offset()));
            }
            if (!check.test(origins)) {
                open.abortTransaction();
                return Optional.empty();
            }
            for (ConsumerGroupMetadata membership : memberships) {
                open.sendOffsetsToTransaction(FENCE, membership);
            }
            open.commitTransaction();
            metrics.published(messages);
            return Optional.of(origins);
        } catch (KafkaException | ExecutionException e) {
            discard(e);
            throw new KafkaUnavailable("Kafka did not take a transaction", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            discard(e);
            throw new KafkaUnavailable("Interrupted in a transaction", e);
        }
    }

    private Producer<byte[], byte[]> opened() {
        if (lockedOut.isForGood()) {
            throw new KafkaUnavailable(
                    "Another extractor has this one's name", new IllegalStateException("Locked out"));
        }
        if (producer.isEmpty()) {
            Producer<byte[], byte[]> made = producers.get();
            try {
                made.initTransactions();
            } catch (KafkaException e) {
                made.close(Duration.ZERO);
                throw new KafkaUnavailable("Kafka does not begin transactions", e);
            }
            producer = Optional.of(made);
        }
        return producer.get();
    }

    /** After a failure only a new producer knows whether the transaction ended. */
    private void discard(Exception failure) {
        log.warn("A transaction failed: {}", failure.getClass().getSimpleName());
        lockedOut.notice(failure);
        producer.ifPresent(failed -> failed.close(Duration.ZERO));
        producer = Optional.empty();
    }

    private void takeTurn() {
        try {
            if (!turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KafkaUnavailable(
                        "Kafka is busy with others", new IllegalStateException("No turn in " + patience));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable("Interrupted while waiting for a turn", e);
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            producer.ifPresent(open -> open.close(Duration.ofSeconds(5)));
            producer = Optional.empty();
        } finally {
            turn.unlock();
        }
    }
}
