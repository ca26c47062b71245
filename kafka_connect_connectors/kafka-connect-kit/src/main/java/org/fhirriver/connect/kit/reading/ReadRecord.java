package org.fhirriver.connect.kit.reading;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that equals only itself. Until its transaction ends, Connect keeps each record in a table, and would compute
 * its hash from all of its values to put it there.
 */
public final class ReadRecord extends SourceRecord {

    private final int number;

    /**
     * A record that Kafka chooses the partition of.
     *
     * @param partition what was read: the source's, not Kafka's
     * @param offset where reading goes on behind the record
     * @param number counts the records of the source, so that one that follows has the next place in the table
     */
    public ReadRecord(
            Map<String, ?> partition,
            Map<String, ?> offset,
            String topic,
            @Nullable Schema keySchema,
            @Nullable Object key,
            Schema valueSchema,
            Object value,
            int number) {
        super(partition, offset, topic, null, keySchema, key, valueSchema, value);
        this.number = number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return topic().hashCode() + number;
    }
}
