package org.fhirriver.mapping.record;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.jspecify.annotations.Nullable;

/** A row as a change event has it, before or after the change; its values are decoded when they are asked for. */
public final class RowImage {

    private final Map<String, @Nullable Object> columns;
    private final Map<String, Object> schemas;
    private final Map<String, String> names = new HashMap<>();

    /**
     * An image.
     *
     * @param columns the values as they stand in the message
     * @param schemas the schemas of the columns; empty when the message has none
     */
    RowImage(Map<?, ?> columns, Map<String, Object> schemas) {
        this.columns = new LinkedHashMap<>();
        columns.forEach((name, value) -> this.columns.put(String.valueOf(name), value));
        this.schemas = schemas;
        this.columns.keySet().forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
    }

    /** What is known of a column in a row. */
    public enum State {
        /** The row has no such column. */
        ABSENT,
        /** SQL NULL. */
        NULL,
        /** The log does not have the value; it is the same before and after. */
        UNAVAILABLE,
        /** It cannot be told what the value means. */
        UNREADABLE,
        VALUE
    }

    /**
     * A column in a row.
     *
     * @param value the value in its canonical form, when there is one
     * @param reason why it is unreadable, without the value
     */
    public record Cell(State state, @Nullable Object value, String reason) {
        /** Never shows the value. */
        @Override
        public String toString() {
            return state.toString();
        }
    }

    /**
     * A column's value.
     *
     * @param name the column, in any case
     * @param type the type to bring the value to; null for the type that it comes with
     */
    public Cell cell(String name, @Nullable ColumnType type) {
        String own = names.get(name.toLowerCase(Locale.ROOT));
        if (own == null) {
            return new Cell(State.ABSENT, null, "");
        }
        Object value = columns.get(own);
        if (value == null) {
            return new Cell(State.NULL, null, "");
        }
        if (Unavailable.is(value)) {
            return new Cell(State.UNAVAILABLE, null, "");
        }
        try {
            Object decoded = decoded(own, value, type);
            Object canonical = type == null ? decoded : DeclaredType.convert(type, decoded);
            return new Cell(canonical == null ? State.NULL : State.VALUE, canonical, "");
        } catch (NotReadable e) {
            return new Cell(State.UNREADABLE, null, e.reason());
        }
    }

    private @Nullable Object decoded(String column, Object value, @Nullable ColumnType type) throws NotReadable {
        requireType(column, value, type);
        return ConnectValue.decode(schemas.get(column), value, type == null ? ColumnType.TIMESTAMP : type);
    }

    /** Without a schema 18262 may be a number, a date or a time, and a text may be the bytes of a decimal. */
    private void requireType(String column, Object value, @Nullable ColumnType type) throws NotReadable {
        boolean known = schemas.containsKey(column)
                || value instanceof Boolean
                || type == ColumnType.INTEGER
                || type == ColumnType.TEXT
                || type == ColumnType.BOOLEAN
                || type == ColumnType.DOUBLE;
        if (!known) {
            throw new NotReadable("may be of several types, for the change event has no schema: let the connector write"
                    + " schemas, or declare the column as integer, text, boolean or double");
        }
    }

    /** Whether the log does not have all values of the row. */
    public boolean isIncomplete() {
        return columns.values().stream().anyMatch(Unavailable::is);
    }

    /** The columns as they stand in the message. */
    Map<String, @Nullable Object> columns() {
        return columns;
    }

    Map<String, Object> schemas() {
        return schemas;
    }

    /** Only the number of columns: values belong to patients. */
    @Override
    public String toString() {
        return "a row of " + columns.size() + " columns";
    }
}
