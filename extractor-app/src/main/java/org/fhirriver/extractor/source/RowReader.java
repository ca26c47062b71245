package org.fhirriver.extractor.source;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fhirriver.mapping.record.ColumnNames;
import org.fhirriver.mapping.record.RowValues;
import org.fhirriver.mapping.record.SqlColumn;
import org.jspecify.annotations.Nullable;

/** Reads the current row of a result. */
final class RowReader {

    /** What a value takes in memory besides its text. */
    private static final int OVERHEAD = 16;

    private final SqlColumn[] columns;
    private final ColumnNames names;
    /** The place of each column's value; two columns with one name have one place, and the last one has it. */
    private final int[] places;

    private final int[] key;

    private RowReader(List<SqlColumn> columns, int[] key) {
        List<String> labels = columns.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        this.columns = columns.toArray(SqlColumn[]::new);
        this.names = ColumnNames.of(labels);
        this.places = labels.stream().mapToInt(names::place).toArray();
        this.key = key;
    }

    /**
     * A reader of a result's rows.
     *
     * @param key the places of the columns that make a row's key, from 0
     */
    static RowReader of(ResultSetMetaData result, int[] key) throws SQLException {
        return new RowReader(SqlColumn.of(result), key);
    }

    Row read(ResultSet rows) throws SQLException {
        @Nullable Object[] read = new @Nullable Object[columns.length];
        long size = 0;
        for (int i = 0; i < read.length; i++) {
            Object value = columns[i].read(rows);
            read[i] = value;
            size += OVERHEAD + (value instanceof String text ? text.length() : 0);
        }
        return new Row(new RowValues(names, named(read)), key(read), size);
    }

    private @Nullable Object[] named(@Nullable Object[] read) {
        if (names.size() == read.length) {
            return read;
        }
        @Nullable Object[] named = new @Nullable Object[names.size()];
        for (int i = 0; i < read.length; i++) {
            named[places[i]] = read[i];
        }
        return named;
    }

    private List<String> key(@Nullable Object[] values) {
        if (key.length == 1) {
            Object only = values[key[0]];
            return only == null ? List.of() : List.of(Row.canonical(only));
        }
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
