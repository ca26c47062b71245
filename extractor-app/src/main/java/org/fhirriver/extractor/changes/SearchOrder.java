package org.fhirriver.extractor.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.mapping.record.ChangeEvent;
import org.jspecify.annotations.Nullable;

/**
 * The queries for the keys of a pipeline that some changed rows of a table lead to, as a message.
 *
 * @param values what the columns that the queries name have in these rows
 * @param gone what rows that were deleted have in the columns by which records are known
 * @param transaction the latest of the changes' transactions, where these are numbered
 * @param again whether to search once more after a while
 * @param snapshot whether the rows stand in a snapshot, so that nothing of it is urgent
 */
record SearchOrder(
        String pipeline,
        String database,
        String schema,
        String table,
        Map<String, List<Object>> values,
        Map<String, List<Object>> gone,
        @Nullable Long transaction,
        boolean again,
        boolean snapshot) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    SearchOrder {
        values = Map.copyOf(values);
        // An order of an earlier version has none.
        gone = gone == null ? Map.of() : Map.copyOf(gone);
    }

    /** The same search, to be done once more and then no more. */
    SearchOrder once() {
        return new SearchOrder(pipeline, database, schema, table, values, gone, null, false, snapshot);
    }

    /** The table whose rows have changed. */
    ChangeEvent.Source source() {
        return new ChangeEvent.Source("", database, schema, table, null, 0, "");
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An order can always be written as JSON", e);
        }
    }

    static Optional<SearchOrder> fromJson(byte @Nullable [] json) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(json, SearchOrder.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
