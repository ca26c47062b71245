package org.fhirriver.connect.jdbc.rows;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.fhirriver.connect.jdbc.dialect.Dialect;
import org.fhirriver.connect.jdbc.settings.ValueSettings;
import org.jspecify.annotations.Nullable;

/** Says what each SQL type becomes; the table in the README is this class. */
final class ColumnTypes {

    private static final ColumnType TEXT =
            ColumnType.plain(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA, ResultSet::getString);
    private static final ColumnType PADDED_TEXT =
            ColumnType.plain(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA, ColumnTypes::withoutPadding);
    private static final ColumnType BYTES = ColumnType.plain(
                    Schema.BYTES_SCHEMA, Schema.OPTIONAL_BYTES_SCHEMA, ResultSet::getBytes)
            .withKeyText(bytes -> Base64.getEncoder().encodeToString((byte[]) bytes));
    private static final ColumnType BOOLEAN =
            ColumnType.plain(Schema.BOOLEAN_SCHEMA, Schema.OPTIONAL_BOOLEAN_SCHEMA, (row, column) -> {
                boolean value = row.getBoolean(column);
                return row.wasNull() ? null : value;
            });

    private final Dialect dialect;
    private final Numbers numbers;
    private final Times times;

    ColumnTypes(ValueSettings settings, Dialect dialect) {
        this.dialect = dialect;
        this.numbers = new Numbers(settings.numbers());
        this.times = new Times(settings, dialect.temporals());
    }

    /** The type of a result's column. */
    ColumnType of(ResultSetMetaData data, int column) throws SQLException {
        String name = Optional.ofNullable(data.getColumnTypeName(column)).orElse("");
        int precision = data.getPrecision(column);
        boolean signed = data.isSigned(column);
        return switch (dialect.typeOf(data.getColumnType(column), name, precision)) {
            case Types.BOOLEAN -> BOOLEAN;
            case Types.TINYINT -> signed ? Numbers.INT8 : Numbers.INT16;
            case Types.SMALLINT -> signed ? Numbers.INT16 : Numbers.INT32;
            case Types.INTEGER -> signed ? Numbers.INT32 : Numbers.INT64;
            case Types.BIGINT -> Numbers.INT64;
            case Types.REAL -> Numbers.FLOAT32;
            case Types.FLOAT, Types.DOUBLE -> Numbers.FLOAT64;
            case Types.NUMERIC, Types.DECIMAL -> numbers.decimal(name, precision, data.getScale(column));
            case Types.CHAR, Types.NCHAR -> PADDED_TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB, Types.BIT -> BYTES;
            case Types.DATE -> times.date();
            case Types.TIME -> times.time();
            case Types.TIMESTAMP -> times.timestamp();
            case Types.TIMESTAMP_WITH_TIMEZONE -> times.moment();
            // VARCHAR, CLOB and their like; and what Connect has no type for, as the database writes it.
            default -> TEXT;
        };
    }

    private static @Nullable String withoutPadding(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            return null;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
