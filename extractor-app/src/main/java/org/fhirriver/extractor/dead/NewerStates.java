package org.fhirriver.extractor.dead;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.Origin;

/**
 * Tells which messages have been followed by a newer state of their key. It reads their partitions from the oldest of
 * them on, and on again when it is asked again.
 */
final class NewerStates implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> committed;
    private final Supplier<Consumer<byte[], byte[]>> uncommitted;
    /** By partition and key: the offset of the message that may have been followed. */
    private final Map<TopicPartition, Map<ByteBuffer, Long>> watched = new HashMap<>();

    private final Set<Origin> followed = new HashSet<>();

    /**
     * Watches messages.
     *
     * @param committed makes a consumer that sees committed messages only
     * @param uncommitted makes one that sees everything
     */
    NewerStates(
            Supplier<Consumer<byte[], byte[]>> committed,
            Supplier<Consumer<byte[], byte[]>> uncommitted,
            Collection<Letter> letters) {
        this.uncommitted = uncommitted;
        Map<TopicPartition, Long> from = new HashMap<>();
        for (Letter letter : letters) {
            if (letter.origin().isPresent()) {
                Origin origin = letter.origin().get();
                from.merge(partition(origin), origin.offset() + 1, Math::min);
                letter.key()
                        .ifPresent(key -> watched.computeIfAbsent(partition(origin), of -> new HashMap<>())
                                .merge(key, origin.offset(), Math::max));
            }
        }
        this.committed = committed.get();
        this.committed.assign(from.keySet());
        from.forEach(this.committed::seek);
    }

    /** Reads what has been committed by now. */
    void readOn() {
        read(committed, committed.endOffsets(committed.assignment()), message -> {
            Map<ByteBuffer, Long> keys =
                    watched.getOrDefault(new TopicPartition(message.topic(), message.partition()), Map.of());
            Long offset = message.key() == null ? null : keys.get(ByteBuffer.wrap(message.key()));
            if (offset != null && offset < message.offset()) {
                followed.add(new Origin(message.topic(), message.partition(), offset));
            }
        });
    }

    /** Whether a newer state of its key was seen after a message. */
    boolean isFollowed(Origin message) {
        return followed.contains(message);
    }

    /**
     * Whether a state of one of the keys has come in between what was read and messages that are sent, but not yet
     * committed.
     *
     * @param keys the keys of the messages
     * @param sent where they would stand
     */
    boolean isAnythingBetween(List<ByteBuffer> keys, List<Origin> sent) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        sent.forEach(origin -> ends.merge(partition(origin), origin.offset(), Math::max));
        ends.keySet().retainAll(committed.assignment());
        Set<ByteBuffer> wanted = new HashSet<>(keys);
        Set<Origin> own = new HashSet<>(sent);
        boolean[] found = {false};
        try (Consumer<byte[], byte[]> reader = uncommitted.get()) {
            reader.assign(ends.keySet());
            ends.keySet().forEach(partition -> reader.seek(partition, committed.position(partition)));
            read(reader, ends, message -> {
                boolean foreign = message.key() != null
                        && wanted.contains(ByteBuffer.wrap(message.key()))
                        && !own.contains(new Origin(message.topic(), message.partition(), message.offset()));
                found[0] |= foreign;
            });
        }
        return found[0];
    }

    private interface Visitor {
        void visit(ConsumerRecord<byte[], byte[]> message);
    }

    private static void read(Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends, Visitor visitor) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                visitor.visit(message);
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new KafkaUnavailable("A topic could not be read in time", new IllegalStateException("No end"));
            }
        }
    }

    private static TopicPartition partition(Origin origin) {
        return new TopicPartition(origin.topic(), origin.partition());
    }

    @Override
    public void close() {
        committed.close();
    }
}
