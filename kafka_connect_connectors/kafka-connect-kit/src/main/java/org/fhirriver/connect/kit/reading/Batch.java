package org.fhirriver.connect.kit.reading;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Records that were read together.
 *
 * @param endsRead whether the read of their table or file is over
 */
public record Batch(List<SourceRecord> records, boolean endsRead) {

    /** Nothing was due. */
    public static final Batch NONE = new Batch(List.of(), false);

    public Batch {
        records = List.copyOf(records);
    }
}
