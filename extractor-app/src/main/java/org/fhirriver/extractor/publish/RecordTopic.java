package org.fhirriver.extractor.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.Headers;

/** Reads the record topic of a pipeline, partition by partition. */
public final class RecordTopic {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final String name;

    /**
     * A topic, which need not be there yet.
     *
     * @param readers makes a consumer that sees committed messages only
     */
    public RecordTopic(Supplier<Consumer<byte[], byte[]>> readers, String name) {
        this.readers = readers;
        this.name = name;
    }

    /** Is shown messages. */
    public interface Visitor {
        void visit(ConsumerRecord<byte[], byte[]> message);
    }

    /** Its partitions; it has to be there. */
    public List<TopicPartition> partitions() {
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            return reader.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
        }
    }

    /** How many messages a partition has at most. */
    public long length(TopicPartition partition) {
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            Map<TopicPartition, Long> begin = reader.beginningOffsets(List.of(partition));
            Map<TopicPartition, Long> end = reader.endOffsets(List.of(partition));
            return end.getOrDefault(partition, 0L) - begin.getOrDefault(partition, 0L);
        }
    }

    /** Whether there is nothing in it; there may be no such topic yet. */
    public boolean isEmpty() {
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            if (!reader.listTopics().containsKey(name)) {
                return true;
            }
        }
        return partitions().stream().allMatch(partition -> length(partition) == 0);
    }

    /**
     * Shows the messages that stand in a partition now, as long as it is wanted.
     *
     * @throws KafkaUnavailable when nothing comes for long
     */
    public void read(TopicPartition partition, BooleanSupplier isWanted, Visitor visitor) {
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (reader.position(partition) < end && isWanted.getAsBoolean()) {
                for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                    visitor.visit(message);
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
                if (System.nanoTime() > deadline) {
                    throw new KafkaUnavailable(
                            "A topic could not be read in time", new IllegalStateException("No end"));
                }
            }
        }
    }

    /** Whether a message was published by a batch. */
    public static boolean isOfBatch(ConsumerRecord<?, ?> message, byte[] batch) {
        Header header = message.headers().lastHeader(Headers.BATCH);
        return header != null && java.util.Arrays.equals(header.value(), batch);
    }

    /** The text of the key of a message. */
    public static String key(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.key(), UTF_8);
    }
}
