package org.fhirriver.extractor.touches;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.stage.Backoff;
import org.fhirriver.kit.stage.CommittedOffsets;
import org.fhirriver.messages.Topics;

/**
 * The transactions that publish records of touched keys and commit the touches. How far the clock's touches of a pipeline
 * have come stands beside the offset of its urgent touches. For one thread.
 */
final class TouchTransactions {

    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final TouchParts parts;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private Producer<byte[], byte[]> producer;

    TouchTransactions(
            Consumer<byte[], byte[]> consumer, Supplier<Producer<byte[], byte[]>> producers, TouchParts parts) {
        this.consumer = consumer;
        this.producers = producers;
        this.parts = parts;
        this.producer = producers.get();
    }

    /** Makes ready for transactions, however long that takes. */
    void open(BooleanSupplier isStopping, Backoff backoff) {
        while (!isStopping.getAsBoolean()) {
            try {
                producer.initTransactions();
                return;
            } catch (KafkaException e) {
                parts.health()
                        .waitFor(
                                "Kafka transactions",
                                "none can begin: " + e.getClass().getSimpleName());
                pause(backoff.next());
                producer.close(Duration.ZERO);
                producer = producers.get();
            } finally {
                parts.health().reached("Kafka transactions");
            }
        }
    }

    /** After a failure: a new producer, and the consumer again behind what is committed. */
    void renew(BooleanSupplier isStopping, Backoff backoff) {
        producer.close(Duration.ZERO);
        producer = producers.get();
        open(isStopping, backoff);
        while (!isStopping.getAsBoolean()) {
            try {
                CommittedOffsets.seek(consumer);
                return;
            } catch (KafkaException e) {
                pause(backoff.next());
            }
        }
    }

    /** Partitions have come to this process; gives how far the clock's touches of pipelines have come. */
    Map<String, Instant> assigned(Collection<TopicPartition> partitions) {
        next.clear();
        Set<TopicPartition> all = new HashSet<>(partitions);
        // Waits for what a predecessor has left open: Kafka tells no offset that a transaction is about to change.
        all.add(new TopicPartition(Topics.LEDGER, 0));
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(all);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<String, Instant> progress = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = committed.get(partition);
            next.put(
                    partition, offset == null ? beginnings.getOrDefault(partition, 0L) : Long.valueOf(offset.offset()));
            if (offset != null && !offset.metadata().isEmpty()) {
                instant(offset.metadata()).forEach(until -> progress.put(OneOwner.pipeline(partition.topic()), until));
            }
        }
        return progress;
    }

    /** Publishes messages and commits the touches that they are for. */
    void commit(List<Lanes.Share> shares, List<ProducerRecord<byte[], byte[]>> messages, DueKeys due) {
        Map<TopicPartition, Long> done = new HashMap<>();
        shares.forEach(share ->
                share.touches().forEach(touch -> done.merge(touch.partition(), touch.offset() + 1, Math::max)));
        commit(done, messages, due.progress());
    }

    /** Publishes the clock's touches of a pipeline, and how far they have come. */
    void commitDue(String pipeline, List<ProducerRecord<byte[], byte[]>> touches, DueKeys due) {
        TopicPartition partition = new TopicPartition(Topics.touched(pipeline), 0);
        Long offset = next.get(partition);
        if (offset != null) {
            commit(Map.of(partition, offset), touches, due.progress());
        }
    }

    private void commit(
            Map<TopicPartition, Long> done,
            List<ProducerRecord<byte[], byte[]>> messages,
            Map<String, Instant> progress) {
        Set<String> topics = new HashSet<>();
        messages.forEach(message -> topics.add(message.topic()));
        parts.topics().ensure(topics);
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        done.forEach((partition, offset) -> {
            String pipeline = OneOwner.pipeline(partition.topic());
            Instant until = partition.topic().equals(Topics.touched(pipeline)) ? progress.get(pipeline) : null;
            offsets.put(partition, new OffsetAndMetadata(offset, until == null ? "" : until.toString()));
        });
        producer.beginTransaction();
        messages.forEach(this::send);
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        next.putAll(done);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A failed send fails the commit of its transaction.
    private void send(ProducerRecord<byte[], byte[]> message) {
        producer.send(message);
    }

    void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private static List<Instant> instant(String text) {
        try {
            return List.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return List.of();
        }
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
