package org.fhirriver.extractor.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.kit.kafka.WritableTopics;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the ledger from its beginning and sums it up. */
public final class Ledger implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Ledger.class);
    private static final String WAIT = "the ledger";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final Admin admin;
    private final WritableTopics topics;
    private final Batches batches;
    private final Health health;

    /** The offset after the last entry that was summed up, by partition; guarded by this. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private volatile boolean stopping;

    /**
     * A ledger that is not followed yet.
     *
     * @param readers makes a consumer that sees committed entries only
     */
    public Ledger(
            Supplier<Consumer<byte[], byte[]>> readers,
            Admin admin,
            WritableTopics topics,
            Batches batches,
            Health health) {
        this.readers = readers;
        this.admin = admin;
        this.topics = topics;
        this.batches = batches;
        this.health = health;
        health.waitFor(WAIT, "reading it");
    }

    /** Follows the ledger until it is stopped; while Kafka does not answer, it waits. */
    @Override
    public void run() {
        while (!stopping) {
            try {
                topics.ensure(List.of(Topics.LEDGER));
                follow();
            } catch (KafkaException | KafkaUnavailable e) {
                log.warn(
                        "The ledger cannot be read ({}); trying again",
                        e.getClass().getSimpleName());
                health.waitFor(WAIT, "Kafka does not answer");
                pause();
            }
        }
    }

    /** Ends the following soon. */
    public void stop() {
        stopping = true;
    }

    private void follow() {
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.LEDGER).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reader.assign(partitions);
            seek(reader, partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                    LedgerEntry.fromJson(message.value()).ifPresent(batches::apply);
                }
                advance(reader, partitions);
                if (ends.entrySet().stream().allMatch(end -> reader.position(end.getKey()) >= end.getValue())) {
                    health.reached(WAIT);
                }
            }
        } catch (WakeupException e) {
            log.debug("Woken up to stop");
        }
    }

    private synchronized void seek(Consumer<byte[], byte[]> reader, List<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Long offset = next.get(partition);
            if (offset == null) {
                reader.seekToBeginning(List.of(partition));
            } else {
                reader.seek(partition, offset);
            }
        }
    }

    private synchronized void advance(Consumer<byte[], byte[]> reader, List<TopicPartition> partitions) {
        partitions.forEach(partition -> next.put(partition, reader.position(partition)));
        notifyAll();
    }

    /**
     * Waits until an entry is summed up.
     *
     * @return whether it is, within the time
     */
    public boolean await(Origin entry, Duration time) throws InterruptedException {
        return awaitOffsets(Map.of(new TopicPartition(entry.topic(), entry.partition()), entry.offset() + 1), time);
    }

    /**
     * Waits until everything that stands in the ledger now is summed up, what is in open transactions of others
     * included.
     *
     * @throws KafkaUnavailable when Kafka does not answer, or others do not end their transactions in time
     */
    public void awaitEnd(Duration time) throws InterruptedException {
        try {
            topics.ensure(List.of(Topics.LEDGER));
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            admin.describeTopics(List.of(Topics.LEDGER))
                    .allTopicNames()
                    .get(time.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .forEach(topic -> topic.partitions()
                            .forEach(partition -> asked.put(
                                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get(time.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            if (!awaitOffsets(ends, time)) {
                throw new KafkaUnavailable("The ledger was not read in time", new TimeoutException());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailable("The ledger's end is not known", e);
        }
    }

    private synchronized boolean awaitOffsets(Map<TopicPartition, Long> offsets, Duration time)
            throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (!offsets.entrySet().stream()
                .allMatch(offset -> next.getOrDefault(offset.getKey(), 0L) >= offset.getValue())) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
