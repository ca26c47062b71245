package org.fhirriver.extractor.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The children of one record, gathered row by row. */
final class Children {

    /** No children. */
    static final Children NONE = new Children();

    /** More characters than a message may have bytes, so that the record has no place on the bus anyway. */
    private static final long MOST = 16L * 1024 * 1024;

    private static final int FEW = 4;

    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>(FEW);
    private long size;

    /** Adds a row, or forgets all of them once they are more than a message holds. */
    void add(Row row) {
        size += row.size();
        if (isTooMuch()) {
            rows.clear();
        } else {
            rows.add(row.values());
        }
    }

    /** Gives the rows an order that does not depend on the database. */
    void sort() {
        rows.sort(Comparator.comparing(Map::toString));
    }

    boolean isTooMuch() {
        return size > MOST;
    }

    List<Map<String, @Nullable Object>> rows() {
        return rows;
    }

    /** About how many characters are kept. */
    long size() {
        return isTooMuch() ? 0 : size;
    }
}
