package org.fhirriver.connect.jdbc.rows;

import java.util.ArrayList;
import java.util.List;
import org.fhirriver.connect.kit.keys.RecordKeyText;
import org.jspecify.annotations.Nullable;

/** The key of a row's record. */
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
        List<String> texts = new ArrayList<>(columns.size());
        for (Column column : columns) {
            String text = text(column, values);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return RecordKeyText.of(texts);
    }

    private static @Nullable String text(Column column, @Nullable Object[] values) {
        Object value = values[column.number() - 1];
        return value == null ? null : column.type().keyText().apply(value);
    }
}
