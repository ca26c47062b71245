package org.fhirriver.extractor.source;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a database has for keys now.
 *
 * @param records their records; a key may have none, and one that the database takes for equal may be among them
 * @param gone the keys that have no row any more
 * @param refused rows that are no records, and keys whose row could not be read, with the cause
 */
public record Reread(List<SourceRecord> records, Set<String> gone, List<RefusedRow> refused) {

    public Reread {
        records = List.copyOf(records);
        gone = Set.copyOf(gone);
        refused = List.copyOf(refused);
    }

    /** A key that cannot be read. */
    static RefusedRow unreadable(String key, String cause) {
        return new RefusedRow(key, Map.of(), cause);
    }
}
