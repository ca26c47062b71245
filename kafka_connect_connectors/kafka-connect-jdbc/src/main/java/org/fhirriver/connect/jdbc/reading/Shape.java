package org.fhirriver.connect.jdbc.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was learned of a source before its rows are read.
 *
 * @param from what stands behind FROM
 * @param order null when all rows are read each time
 * @param keyColumns of the record's key
 * @param writtenSince the condition for rows of transactions from a number on; null where rows do not tell
 */
record Shape(
        String from,
        @Nullable Order order,
        List<String> keyColumns,
        @Nullable String writtenSince) {

    Shape {
        keyColumns = List.copyOf(keyColumns);
    }
}
