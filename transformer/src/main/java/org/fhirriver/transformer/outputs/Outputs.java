package org.fhirriver.transformer.outputs;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.stage.StageOutput;
import org.fhirriver.messages.ResourceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which resources the records of this process's partitions became: read from the outputs topics when a partition's
 * first record comes, kept up to date with what is committed. For one thread.
 */
public final class Outputs {

    private static final Logger log = LoggerFactory.getLogger(Outputs.class);

    private final OutputsTopic topic;
    private final Map<TopicPartition, OutputTable> tables = new HashMap<>();
    private final Map<TopicPartition, Map<String, List<ResourceKey>>> uncommitted = new HashMap<>();

    public Outputs(OutputsTopic topic) {
        this.topic = topic;
    }

    /** Begins a transaction: what the last one wrote and did not commit for certain is read again. */
    public void begin() {
        uncommitted.keySet().forEach(tables::remove);
        uncommitted.clear();
    }

    /** What was written since {@link #begin} is true from now on. */
    public void committed() {
        uncommitted.forEach((partition, records) -> {
            OutputTable table = tables.get(partition);
            if (table != null) {
                records.forEach(table::put);
            }
        });
        uncommitted.clear();
    }

    /** Forgets partitions that others may write from now on. */
    public void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            tables.remove(partition);
            uncommitted.remove(partition);
        });
    }

    /**
     * The resources that a record was before.
     *
     * @param records the partition that the record stands in
     * @param record the record's key
     */
    public List<ResourceKey> of(TopicPartition records, String record) {
        Map<String, List<ResourceKey>> written = uncommitted.get(records);
        if (written != null && written.containsKey(record)) {
            return written.getOrDefault(record, List.of());
        }
        return table(records).get(record);
    }

    /** Writes the resources that a record is from now on, unless it was the same before. */
    public void write(TopicPartition records, String record, List<ResourceKey> resources, StageOutput output) {
        Set<ResourceKey> before = new HashSet<>(of(records, record));
        if (!before.equals(new HashSet<>(resources))) {
            output.send(OutputMessages.of(records, record, resources));
            uncommitted
                    .computeIfAbsent(records, partition -> new LinkedHashMap<>())
                    .put(record, List.copyOf(resources));
        }
    }

    private OutputTable table(TopicPartition records) {
        OutputTable known = tables.get(records);
        if (known != null) {
            return known;
        }
        OutputTable table = new OutputTable();
        topic.read(records, table::put);
        log.debug("{} records of {} have resources", table.size(), records);
        tables.put(records, table);
        return table;
    }
}
