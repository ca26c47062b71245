package org.fhirriver.transformer.outputs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.kit.kafka.WritableTopics;
import org.fhirriver.messages.ResourceKey;
import org.fhirriver.messages.Topics;

/** The outputs topics in Kafka. */
public final class KafkaOutputsTopic implements OutputsTopic {

    /** An open transaction of a process that is gone ends after half a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Admin admin;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final WritableTopics topics;

    /**
     * The topics of a cluster.
     *
     * @param readers makes a consumer without a group that sees what is committed
     */
    public KafkaOutputsTopic(Admin admin, Supplier<Consumer<byte[], byte[]>> readers, WritableTopics topics) {
        this.admin = admin;
        this.readers = readers;
        this.topics = topics;
    }

    @Override
    public void read(TopicPartition records, BiConsumer<String, List<ResourceKey>> visitor) {
        TopicPartition partition = new TopicPartition(Topics.outputs(records.topic()), records.partition());
        topics.ensure(List.of(records.topic(), partition.topic()));
        long end = end(partition);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            while (reader.position(partition) < end) {
                if (System.nanoTime() > deadline) {
                    throw unavailable(
                            partition, new TimeoutException("Read no further than the last open transaction"));
                }
                for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                    visitor.accept(new String(message.key(), UTF_8), OutputMessages.resources(message.value()));
                }
            }
        }
    }

    /**
     * The end of everything that is written, committed or not: the process that had the partition before may have
     * committed a moment ago, and its commit may not have reached this topic yet.
     */
    private long end(TopicPartition partition) {
        try {
            return admin.listOffsets(
                            Map.of(partition, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(partition)
                    .get(30, TimeUnit.SECONDS)
                    .offset();
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(partition, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(partition, e);
        }
    }

    private static KafkaUnavailable unavailable(TopicPartition partition, Exception cause) {
        return new KafkaUnavailable("The outputs in " + partition + " cannot be read", cause);
    }
}
