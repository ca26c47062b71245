package org.fhirriver.connect.jdbc.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.connect.jdbc.settings.ColumnRules;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.jspecify.annotations.Nullable;

/**
 * What rows are read from: a table, or a query.
 *
 * @param table null for a query
 * @param query empty for a table
 * @param topic of its records
 */
public record Source(@Nullable TableId table, String query, String topic) {

    private static final String QUERY = "query";

    /** A table, whose name is the end of its topic's. */
    public static Source of(TableId table, JdbcSettings settings) {
        return new Source(table, "", settings.topicPrefix() + table.name());
    }

    /** The configured query. */
    public static Source ofQuery(JdbcSettings settings) {
        String query = settings.reading().query().strip();
        String open = query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
        return new Source(null, open, settings.topicPrefix());
    }

    /** The table, if it is one. */
    public Optional<TableId> asTable() {
        return Optional.ofNullable(table);
    }

    /** The key of its offsets: one entry only, since offsets are found by their serialised bytes. */
    public Map<String, String> partition() {
        return Map.of(table == null ? QUERY : "table", table == null ? QUERY : table.toString());
    }

    /** The name of its records' schema. */
    String schemaName() {
        return table == null ? QUERY : table.name();
    }

    /** The columns that rules name for it. */
    Optional<List<String>> columns(ColumnRules rules) {
        return table == null ? rules.columnsOfQuery() : rules.columnsOf(table);
    }

    @Override
    public String toString() {
        return table == null ? "the query" : table.toString();
    }
}
