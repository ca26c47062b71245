package org.fhirriver.chaos.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Topics;

/** What the ledger says by pipeline, read by the suite itself; for one thread. */
public final class LedgerSums implements AutoCloseable {

    private static final TopicPartition LEDGER = new TopicPartition(Topics.LEDGER, 0);

    private final Consumer<byte[], byte[]> reader;
    private final Map<String, Map<Count, Long>> sums = new HashMap<>();
    private final Map<String, Long> extracted = new HashMap<>();
    private final Set<String> completed = new TreeSet<>();

    /** A reader of the ledger from its beginning. */
    public LedgerSums(String bootstrapServers) {
        reader = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader.assign(List.of(LEDGER));
    }

    /** Reads what has come since, for a moment at most. */
    public void read() {
        try {
            reader.poll(Duration.ofMillis(200))
                    .forEach(message -> LedgerEntry.fromJson(message.value()).ifPresent(this::add));
        } catch (KafkaException e) {
            // The broker is away; what it has will be there later.
            return;
        }
    }

    /** How many states the loader is done with. */
    public long stored() {
        return sums.keySet().stream().mapToLong(this::stored).sum();
    }

    /** What is still missing, by pipeline and in words; empty when every record is accounted for to its end. */
    public List<String> missing(int rows) {
        List<String> missing = new ArrayList<>();
        for (String pipeline : Workload.TABLES) {
            if (!completed.contains(pipeline) || extracted.getOrDefault(pipeline, 0L) != rows) {
                missing.add("%s: %d of %d extracted".formatted(pipeline, extracted.getOrDefault(pipeline, 0L), rows));
            }
        }
        List<String> pipelines = new ArrayList<>(Workload.TABLES);
        pipelines.addAll(Workload.FEEDS);
        for (String pipeline : pipelines) {
            long transformed = of(pipeline, Count.MAPPED) + of(pipeline, Count.REJECTED);
            if (transformed != rows) {
                missing.add("%s: %d of %d transformed".formatted(pipeline, transformed, rows));
            }
            if (stored(pipeline) != of(pipeline, Count.PUBLISHED)) {
                missing.add("%s: %d of %d published states are accounted for"
                        .formatted(pipeline, stored(pipeline), of(pipeline, Count.PUBLISHED)));
            }
        }
        return missing;
    }

    /** How often something was counted for a pipeline. */
    public long of(String pipeline, Count count) {
        return sums.getOrDefault(pipeline, Map.of()).getOrDefault(count, 0L);
    }

    /** Everything that was counted, by pipeline. */
    public Map<String, Map<Count, Long>> all() {
        return new TreeMap<>(sums);
    }

    @Override
    public void close() {
        reader.close();
    }

    private long stored(String pipeline) {
        return of(pipeline, Count.LOADED)
                + of(pipeline, Count.UNCHANGED)
                + of(pipeline, Count.DELETED)
                + of(pipeline, Count.SUPERSEDED)
                + of(pipeline, Count.DEAD);
    }

    private void add(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Counted counted) {
            Map<Count, Long> sum = sums.computeIfAbsent(counted.pipeline(), pipeline -> new EnumMap<>(Count.class));
            counted.counts().forEach((count, number) -> sum.merge(count, number, Long::sum));
        } else if (entry instanceof LedgerEntry.Extracted some) {
            extracted.merge(some.pipeline(), some.count(), Long::sum);
        } else if (entry instanceof LedgerEntry.Completed all) {
            completed.add(all.pipeline());
        }
    }
}
