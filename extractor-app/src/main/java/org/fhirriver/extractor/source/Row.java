package org.fhirriver.extractor.source;

import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.record.RowValues;
import org.fhirriver.messages.RecordKey;

/**
 * A row of the database.
 *
 * @param values its columns by their names in lower case, as the database has them; not to be changed
 * @param key the canonical text of each key column's value; empty when one of them is null
 * @param size about how many characters its values have
 */
record Row(RowValues values, List<String> key, long size) {

    boolean hasKey() {
        return !key.isEmpty();
    }

    /** The canonical text of a value that rows are matched by; what can be no key is text as it stands. */
    static String canonical(Object value) {
        return value instanceof List || value instanceof Map ? value.toString() : RecordKey.canonical(value);
    }
}
