package org.fhirriver.connect.jdbc.reading;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.jdbc.rows.Row;

/** Makes the records of one source. */
final class Records {

    private final Map<String, String> partition;
    private final String topic;

    Records(Source source) {
        this.partition = source.partition();
        this.topic = source.topic();
    }

    SourceRecord of(Row row, Map<String, Object> offset) {
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                row.key() == null ? null : Schema.STRING_SCHEMA,
                row.key(),
                row.value().schema(),
                row.value());
    }

    /** The same record with another offset. */
    static SourceRecord withOffset(SourceRecord record, Map<String, Object> offset) {
        return new SourceRecord(
                record.sourcePartition(),
                offset,
                record.topic(),
                null,
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value());
    }
}
