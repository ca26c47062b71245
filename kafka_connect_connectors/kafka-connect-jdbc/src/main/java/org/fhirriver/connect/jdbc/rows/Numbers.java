package org.fhirriver.connect.jdbc.rows;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Function;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.fhirriver.connect.jdbc.settings.NumericMapping;
import org.jspecify.annotations.Nullable;

/** The types of numbers. */
final class Numbers {

    static final ColumnType INT8 = integer(Schema.INT8_SCHEMA, Schema.OPTIONAL_INT8_SCHEMA, Integer::byteValue);
    static final ColumnType INT16 = integer(Schema.INT16_SCHEMA, Schema.OPTIONAL_INT16_SCHEMA, Integer::shortValue);
    static final ColumnType INT32 = integer(Schema.INT32_SCHEMA, Schema.OPTIONAL_INT32_SCHEMA, value -> value);
    static final ColumnType INT64 =
            ColumnType.plain(Schema.INT64_SCHEMA, Schema.OPTIONAL_INT64_SCHEMA, (row, column) -> {
                long value = row.getLong(column);
                return row.wasNull() ? null : value;
            });
    static final ColumnType FLOAT32 = floating(Schema.FLOAT32_SCHEMA, Schema.OPTIONAL_FLOAT32_SCHEMA, (row, column) -> {
        float value = row.getFloat(column);
        return row.wasNull() ? null : value;
    });
    static final ColumnType FLOAT64 = floating(Schema.FLOAT64_SCHEMA, Schema.OPTIONAL_FLOAT64_SCHEMA, (row, column) -> {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    });

    /** So many digits always fit a long. */
    private static final int DIGITS_OF_LONG = 18;
    /** So many digits survive in a double. */
    private static final int DIGITS_OF_DOUBLE = 15;

    private final NumericMapping mapping;

    Numbers(NumericMapping mapping) {
        this.mapping = mapping;
    }

    /** The type of a NUMERIC or DECIMAL column. */
    ColumnType decimal(String typeName, int precision, int scale) {
        boolean limited = precision > 0
                && scale > -precision
                && !typeName.toUpperCase(Locale.ROOT).equals("DECFLOAT");
        if (!limited) {
            return mapping == NumericMapping.BEST_FIT_EAGER_DOUBLE ? FLOAT64 : ofScale(0);
        }
        return switch (mapping) {
            case NONE -> ofScale(scale);
            case PRECISION_ONLY -> scale == 0 && precision <= DIGITS_OF_LONG ? fitting(precision) : ofScale(scale);
            case BEST_FIT -> bestFit(precision, scale, precision <= DIGITS_OF_DOUBLE);
            case BEST_FIT_EAGER_DOUBLE -> bestFit(precision, scale, true);
        };
    }

    private static ColumnType bestFit(int precision, int scale, boolean toDouble) {
        if (scale > 0) {
            return toDouble ? FLOAT64 : ofScale(scale);
        }
        int digits = precision - scale;
        return digits <= DIGITS_OF_LONG ? fitting(digits) : ofScale(Math.max(scale, 0));
    }

    private static ColumnType fitting(int digits) {
        if (digits > 9) {
            return INT64;
        }
        if (digits > 4) {
            return INT32;
        }
        return digits > 2 ? INT16 : INT8;
    }

    /** All digits; the record's schema takes the scale of each value, see {@link RowSchemas}. */
    private static ColumnType ofScale(int scale) {
        Schema optional = Decimal.builder(scale).optional().build();
        return new ColumnType(
                optional, optional, Numbers::decimal, value -> value, value -> CanonicalText.of((BigDecimal) value));
    }

    private static @Nullable BigDecimal decimal(ResultSet row, int column) throws SQLException {
        try {
            return row.getBigDecimal(column);
        } catch (SQLException e) {
            String text = row.getString(column);
            // PostgreSQL's NUMERIC knows NaN and infinity; nothing that comes after does.
            if (text != null && (text.equals("NaN") || text.endsWith("Infinity"))) {
                return null;
            }
            throw e;
        }
    }

    private static ColumnType integer(Schema schema, Schema optional, Function<Integer, Object> toConnect) {
        return new ColumnType(
                schema,
                optional,
                (row, column) -> {
                    int value = row.getInt(column);
                    return row.wasNull() ? null : value;
                },
                value -> toConnect.apply((Integer) value),
                Object::toString);
    }

    private static ColumnType floating(Schema schema, Schema optional, ColumnType.Reader reader) {
        return ColumnType.plain(schema, optional, reader).withKeyText(value -> {
            throw new DataException("A column of floating-point numbers cannot be part of a record's key");
        });
    }
}
