package org.fhirriver.extractor.source;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fhirriver.mapping.record.SqlColumn;
import org.jspecify.annotations.Nullable;

/** Reads the current row of a result. */
final class RowReader {

    /** What a value takes in memory besides its text. */
    private static final int OVERHEAD = 16;

    private final List<SqlColumn> columns;
    private final List<String> names;
    private final int[] key;

    private RowReader(List<SqlColumn> columns, List<String> names, int[] key) {
        this.columns = columns;
        this.names = names;
        this.key = key;
    }

    /**
     * A reader of a result's rows.
     *
     * @param key the places of the columns that make a row's key, from 0
     */
    static RowReader of(ResultSetMetaData result, int[] key) throws SQLException {
        List<SqlColumn> columns = SqlColumn.of(result);
        List<String> names = columns.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        return new RowReader(columns, names, key);
    }

    Row read(ResultSet rows) throws SQLException {
        @Nullable Object[] read = new Object[columns.size()];
        Map<String, @Nullable Object> values = new LinkedHashMap<>(read.length * 2);
        long size = 0;
        for (int i = 0; i < read.length; i++) {
            Object value = columns.get(i).read(rows);
            read[i] = value;
            values.put(names.get(i), value);
            size += OVERHEAD + (value instanceof String text ? text.length() : 0);
        }
        return new Row(values, key(read), size);
    }

    private List<String> key(@Nullable Object[] values) {
        List<String> parts = new ArrayList<>(key.length);
        for (int index : key) {
            Object value = values[index];
            if (value == null) {
                return List.of();
            }
            parts.add(Row.canonical(value));
        }
        return parts;
    }
}
