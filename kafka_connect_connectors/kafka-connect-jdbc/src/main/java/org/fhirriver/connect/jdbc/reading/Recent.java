package org.fhirriver.connect.jdbc.reading;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fhirriver.connect.jdbc.rows.Fingerprint;

/** The rows that were sent a moment ago, so that they are not sent again when the overlap is looked at again. */
final class Recent {

    private static final int MOST = 100_000;

    private final Map<Fingerprint, Boolean> rows = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, Boolean> eldest) {
            return size() > MOST;
        }
    };

    boolean has(Fingerprint row) {
        return rows.containsKey(row);
    }

    void add(Collection<Fingerprint> sent) {
        sent.forEach(row -> rows.put(row, true));
    }
}
