package org.fhirriver.kit.stage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The messages that were polled and are not committed: the batch in hand, and one behind it; for one thread. */
final class Polled {

    /** A batch of larger messages is done before the next is looked at: both have to fit into memory. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Deque<List<ConsumerRecord<byte[], byte[]>>> batches = new ArrayDeque<>();

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Whether there is a batch in hand, none behind it, and room for one. */
    boolean hasRoomBehind() {
        return batches.size() == 1 && bytes(batches.getFirst()) <= MOST_BYTES;
    }

    /** Takes what a poll brought, and returns it as a list. */
    List<ConsumerRecord<byte[], byte[]>> add(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records.count());
        records.forEach(batch::add);
        if (!batch.isEmpty()) {
            batches.addLast(batch);
        }
        return batch;
    }

    /** What is left of the batch in hand. */
    List<ConsumerRecord<byte[], byte[]>> batch() {
        return batches.getFirst();
    }

    /** The offsets to commit with so many messages of the batch in hand. */
    Map<TopicPartition, OffsetAndMetadata> ends(int count) {
        List<ConsumerRecord<byte[], byte[]>> batch = batches.getFirst();
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        for (int i = 0; i < count; i++) {
            ConsumerRecord<byte[], byte[]> message = batch.get(i);
            // Most messages are followed by another one of their partition, which tells more.
            if (i + 1 == count || !isOfOnePartition(message, batch.get(i + 1))) {
                ends.put(partition(message), new OffsetAndMetadata(message.offset() + 1, message.leaderEpoch(), ""));
            }
        }
        return ends;
    }

    /** So many messages of the batch in hand are committed. */
    void done(int count) {
        List<ConsumerRecord<byte[], byte[]>> batch = batches.removeFirst();
        if (count < batch.size()) {
            batches.addFirst(batch.subList(count, batch.size()));
        }
    }

    /** Forgets the messages of partitions that others read from now on. */
    void forget(Collection<TopicPartition> partitions) {
        List<List<ConsumerRecord<byte[], byte[]>>> before = List.copyOf(batches);
        batches.clear();
        for (List<ConsumerRecord<byte[], byte[]>> batch : before) {
            List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>(batch);
            kept.removeIf(message -> partitions.contains(partition(message)));
            if (!kept.isEmpty()) {
                batches.addLast(kept);
            }
        }
    }

    void clear() {
        batches.clear();
    }

    /** Where each partition's messages begin. */
    Map<TopicPartition, Long> begins() {
        Map<TopicPartition, Long> first = new HashMap<>();
        batches.forEach(batch -> batch.forEach(message -> first.putIfAbsent(partition(message), message.offset())));
        return first;
    }

    private static long bytes(List<ConsumerRecord<byte[], byte[]>> batch) {
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> message : batch) {
            bytes += Math.max(0, message.serializedValueSize());
        }
        return bytes;
    }

    private static boolean isOfOnePartition(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
        return one.partition() == other.partition() && one.topic().equals(other.topic());
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> message) {
        return new TopicPartition(message.topic(), message.partition());
    }
}
