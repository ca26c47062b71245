package org.fhirriver.connect.jdbc.reading;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.jdbc.rows.Row;
import org.fhirriver.connect.kit.reading.ReadRecord;

/** Makes the records of one source. */
final class Records {

    private final Map<String, String> partition;
    private final String topic;
    private int count;

    Records(Source source) {
        this.partition = source.partition();
        this.topic = source.topic();
    }

    SourceRecord of(Row row, Map<String, Object> offset) {
        return new ReadRecord(
                partition,
                offset,
                topic,
                row.key() == null ? null : Schema.STRING_SCHEMA,
                row.key(),
                row.value().schema(),
                row.value(),
                count++);
    }

    /** The same record with another offset. */
    SourceRecord withOffset(SourceRecord record, Map<String, Object> offset) {
        return new ReadRecord(
                record.sourcePartition(),
                offset,
                record.topic(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                count++);
    }
}
