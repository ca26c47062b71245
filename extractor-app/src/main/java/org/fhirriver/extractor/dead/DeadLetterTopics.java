package org.fhirriver.extractor.dead;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;

/** Reads the dead-letter topics. */
final class DeadLetterTopics {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration MOST = Duration.ofMinutes(2);

    private final Supplier<Consumer<byte[], byte[]>> readers;

    DeadLetterTopics(Supplier<Consumer<byte[], byte[]>> readers) {
        this.readers = readers;
    }

    /**
     * Shows the messages that stand in the topics now, those of each partition in their order.
     *
     * @param visitor says whether to go on
     */
    void read(Wanted wanted, Predicate<Letter> visitor) {
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            Map<TopicPartition, Long> from = new HashMap<>(reader.beginningOffsets(partitions(reader, wanted)));
            read(reader, from, message -> {
                Letter letter = Letter.of(message);
                return !wanted.fits(letter) || visitor.test(letter);
            });
        } catch (KafkaException e) {
            throw new KafkaUnavailable("The dead letters cannot be read", e);
        }
    }

    /**
     * Shows the whole messages of letters, as far as they are still there.
     *
     * @param visitor is shown one message after the other
     */
    void messages(Collection<Origin> positions, Visitor visitor) {
        Map<TopicPartition, Long> from = new HashMap<>();
        positions.forEach(position ->
                from.merge(new TopicPartition(position.topic(), position.partition()), position.offset(), Math::min));
        Set<Origin> missing = new HashSet<>(positions);
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            read(reader, from, message -> {
                if (missing.remove(new Origin(message.topic(), message.partition(), message.offset()))) {
                    visitor.visit(message);
                }
                return !missing.isEmpty();
            });
        } catch (KafkaException e) {
            throw new KafkaUnavailable("The dead letters cannot be read", e);
        }
    }

    /** Is shown messages. */
    interface Visitor {
        void visit(ConsumerRecord<byte[], byte[]> message);
    }

    private static void read(
            Consumer<byte[], byte[]> reader,
            Map<TopicPartition, Long> from,
            Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        reader.assign(from.keySet());
        from.forEach(reader::seek);
        Map<TopicPartition, Long> ends = reader.endOffsets(from.keySet());
        long deadline = System.nanoTime() + MOST.toNanos();
        while (!isRead(reader, ends)) {
            for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                if (!visitor.test(message)) {
                    return;
                }
                deadline = System.nanoTime() + MOST.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new KafkaUnavailable(
                        "The dead letters could not be read in time", new IllegalStateException("After " + MOST));
            }
        }
    }

    private static boolean isRead(Consumer<?, ?> reader, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue());
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> reader, Wanted wanted) {
        Map<String, ?> topics = reader.listTopics();
        List<TopicPartition> partitions = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            String topic = Topics.dead(stage);
            if (topics.containsKey(topic) && wanted.stage().orElse(stage) == stage) {
                reader.partitionsFor(topic)
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
        }
        return partitions;
    }
}
