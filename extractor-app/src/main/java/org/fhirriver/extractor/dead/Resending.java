package org.fhirriver.extractor.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Stage;

/**
 * Sends messages of the transformer's and the loader's dead letters once more, as they came, to the partition that they
 * came from; a message that a newer state of its key has followed is never sent. That is made sure within the
 * transaction: the message has its place in the partition already, so whatever is newer stands before it and can be seen,
 * or comes after it and wins.
 */
final class Resending {

    private static final int LETTERS_AT_ONCE = 500;
    private static final long BYTES_AT_ONCE = 16L * 1024 * 1024;
    private static final int TIMES = 5;
    private static final Set<String> OF_DEAD_LETTERS = Set.of(
            Headers.STAGE,
            Headers.CAUSE,
            Headers.ELEMENT,
            Headers.RESOURCES,
            Headers.REJECTED_AT,
            Headers.ORIGIN,
            Headers.RECORD_ORIGIN,
            Headers.ATTEMPT);

    private final DeadLetterTopics topics;
    private final NewerStates newer;
    private final Publisher publisher;
    private final Clock clock;
    /** The letters about what each of the latest letters is about, by the position of that. */
    private final Map<Origin, List<Letter>> subjects = new HashMap<>();

    private final List<ConsumerRecord<byte[], byte[]>> inHand = new ArrayList<>();
    private long bytes;
    private Replayed replayed = Replayed.NOTHING;

    Resending(DeadLetterTopics topics, NewerStates newer, Publisher publisher, Clock clock) {
        this.topics = topics;
        this.newer = newer;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Sends the latest of the letters about each subject, and settles all of them. */
    Replayed send(List<List<Letter>> wanted) {
        wanted.forEach(letters -> subjects.put(last(letters).position(), letters));
        topics.messages(subjects.keySet(), message -> {
            inHand.add(message);
            bytes += message.serializedKeySize() + message.serializedValueSize();
            if (inHand.size() >= LETTERS_AT_ONCE || bytes >= BYTES_AT_ONCE) {
                sendInHand();
            }
        });
        sendInHand();
        return replayed;
    }

    private void sendInHand() {
        for (int i = 0; i < TIMES && !inHand.isEmpty(); i++) {
            newer.readOn();
            if (trySending()) {
                inHand.clear();
                bytes = 0;
            }
        }
        if (!inHand.isEmpty()) {
            throw new KafkaUnavailable(
                    "Newer states of the same keys keep coming; try again", new IllegalStateException("Overtaken"));
        }
    }

    private boolean trySending() {
        Settlement settlement = new Settlement(clock.instant());
        List<ByteBuffer> keys = new ArrayList<>();
        long sent = 0;
        long overtaken = 0;
        for (ConsumerRecord<byte[], byte[]> message : inHand) {
            List<Letter> letters = subjects.getOrDefault(position(message), List.of());
            Letter latest = last(letters);
            letters.subList(0, letters.size() - 1).forEach(settlement::settle);
            overtaken += letters.size() - 1;
            if (latest.origin().map(newer::isFollowed).orElse(false)) {
                settlement.settle(latest);
                overtaken++;
                continue;
            }
            settlement.replay(latest);
            settlement.send(again(message, latest));
            latest.key().ifPresent(keys::add);
            sent++;
        }
        Optional<List<Origin>> published =
                publisher.publishIf(settlement.messages(), places -> !newer.isAnythingBetween(keys, places));
        if (published.isPresent()) {
            replayed = replayed.plus(new Replayed(sent, overtaken, 0, false));
        }
        return published.isPresent();
    }

    private static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> message, Letter letter) {
        Origin origin = letter.origin().orElseThrow();
        RecordHeaders headers = new RecordHeaders();
        for (Header header : message.headers()) {
            boolean ofRecord =
                    letter.stage() == Stage.TRANSFORMER && header.key().equals(Headers.PIPELINE);
            if (!OF_DEAD_LETTERS.contains(header.key()) && !ofRecord) {
                headers.add(header);
            }
        }
        String recordOrigin = Letter.text(message, Headers.RECORD_ORIGIN);
        if (!recordOrigin.isEmpty()) {
            headers.add(Headers.ORIGIN, recordOrigin.getBytes(UTF_8));
        }
        headers.add(Headers.ATTEMPT, Integer.toString(letter.attempt() + 1).getBytes(UTF_8));
        return new ProducerRecord<>(origin.topic(), origin.partition(), null, message.key(), message.value(), headers);
    }

    private static Letter last(List<Letter> letters) {
        return letters.get(letters.size() - 1);
    }

    private static Origin position(ConsumerRecord<?, ?> message) {
        return new Origin(message.topic(), message.partition(), message.offset());
    }
}
