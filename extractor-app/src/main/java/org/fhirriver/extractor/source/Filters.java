package org.fhirriver.extractor.source;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What limits the records of a batch; values are bound to the type of their column and never become SQL.
 *
 * @param texts the filters by name, as they stand in the ledger; see the constants
 */
public record Filters(Map<String, String> texts) {

    /** The least key, included; a composite key as a JSON array of texts. */
    public static final String KEY_FROM = "key.from";

    /** The greatest key, included. */
    public static final String KEY_TO = "key.to";

    /** The column that tells when a row was changed. */
    public static final String CHANGED_COLUMN = "changed.column";

    /** Only rows whose column of changes holds this or later. */
    public static final String CHANGED_SINCE = "changed.since";

    /** How many rows to read at most, in each pipeline. */
    public static final String LIMIT = "limit";

    /** No filter: all records. */
    public static final Filters NONE = new Filters(Map.of());

    public Filters {
        texts = Map.copyOf(new TreeMap<>(texts));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** How many rows to read at most; no limit is the greatest number. */
    public long limit() {
        return text(LIMIT).map(Long::parseLong).orElse(Long.MAX_VALUE);
    }
}
