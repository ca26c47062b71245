package org.fhirriver.transformer.outputs;

import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.messages.ResourceKey;

/** Where outputs are read back from. */
@FunctionalInterface
public interface OutputsTopic {

    /**
     * Reads what is committed for the records of a partition, oldest first.
     *
     * @param visitor takes the record's key and its resources
     */
    void read(TopicPartition records, BiConsumer<String, List<ResourceKey>> visitor);
}
