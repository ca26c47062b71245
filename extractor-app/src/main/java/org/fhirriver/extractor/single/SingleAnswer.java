package org.fhirriver.extractor.single;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * What a single call did.
 *
 * @param records the records that were published, in the order of their keys
 * @param rejected the rows that are no records, and stand in dead letters
 * @param deleted the record that is not in the source any more and was published as deleted
 */
public record SingleAnswer(
        String pipeline, List<PublishedRecord> records, List<PublishedRecord> rejected, List<PublishedRecord> deleted) {

    public SingleAnswer {
        records = List.copyOf(records);
        rejected = List.copyOf(rejected);
        deleted = List.copyOf(deleted);
    }

    /** Whether the source has nothing for the call. */
    @JsonIgnore
    public boolean isEmpty() {
        return records.isEmpty() && rejected.isEmpty();
    }
}
