package org.fhirriver.connect.jdbc.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a row's record: the text of its only column, or a JSON array of the texts of several.
 *
 * <p>Equal keys have equal text whoever delivers the record, for computed ids depend on it.
 */
final class RecordKeys {

    private final List<Column> columns;

    RecordKeys(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** The key, or null when there are no key columns or one of them is null: such a record has no key. */
    @Nullable String of(@Nullable Object[] values) {
        if (columns.isEmpty()) {
            return null;
        }
        if (columns.size() == 1) {
            return text(columns.get(0), values);
        }
        var array = new StringBuilder("[");
        for (Column column : columns) {
            String text = text(column, values);
            if (text == null) {
                return null;
            }
            array.append(array.length() > 1 ? "," : "");
            JsonText.append(array, text);
        }
        return array.append(']').toString();
    }

    private static @Nullable String text(Column column, @Nullable Object[] values) {
        Object value = values[column.number() - 1];
        return value == null ? null : column.type().keyText().apply(value);
    }
}
