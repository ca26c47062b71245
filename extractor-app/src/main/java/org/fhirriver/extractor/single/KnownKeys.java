package org.fhirriver.extractor.single;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.RecordKey;

/** Looks on a record topic for a key. */
public final class KnownKeys {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Consumer<byte[], byte[]>> readers;

    /**
     * The keys of a Kafka.
     *
     * @param readers makes a consumer that sees committed messages only
     */
    public KnownKeys(Supplier<Consumer<byte[], byte[]>> readers) {
        this.readers = readers;
    }

    /**
     * Whether a record of a key may be known: its last state on the topic is no deletion, or the topic is too long to
     * be read while somebody waits.
     */
    boolean mayBeKnown(String topic, RecordKey key) {
        byte[] wanted = key.text().getBytes(UTF_8);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            if (!reader.listTopics().containsKey(topic)) {
                return false;
            }
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            boolean known = false;
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    return true;
                }
                for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                    if (Arrays.equals(message.key(), wanted)) {
                        known = message.value() != null;
                    }
                }
            }
            return known;
        } catch (KafkaException e) {
            throw new KafkaUnavailable("The record topic cannot be read", e);
        }
    }
}
