package org.fhirriver.connect.jdbc.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a column's values are read, what they become in the record, and in its key.
 *
 * @param schema of a value that is there
 * @param optionalSchema of a value that may be null
 * @param toConnect null for what Connect's type cannot say
 * @param keyText the canonical text
 */
record ColumnType(
        Schema schema,
        Schema optionalSchema,
        Reader reader,
        Function<Object, @Nullable Object> toConnect,
        Function<Object, String> keyText) {

    /** Reads a value from a result's current row. */
    @FunctionalInterface
    interface Reader {
        @Nullable Object read(ResultSet row, int column) throws SQLException;
    }

    /** A type whose values are Connect's as they are read. */
    static ColumnType plain(Schema schema, Schema optionalSchema, Reader reader) {
        return new ColumnType(schema, optionalSchema, reader, value -> value, Object::toString);
    }

    /** The same with another text in keys. */
    ColumnType withKeyText(Function<Object, String> text) {
        return new ColumnType(schema, optionalSchema, reader, toConnect, text);
    }
}
