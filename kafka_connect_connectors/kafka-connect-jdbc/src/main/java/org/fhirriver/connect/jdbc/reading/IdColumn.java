package org.fhirriver.connect.jdbc.reading;

import java.math.BigDecimal;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.fhirriver.connect.jdbc.rows.RowReader;

/**
 * The incrementing column.
 *
 * @param name as in the result
 * @param sql as in SQL
 */
record IdColumn(String name, String sql) {

    Condition after(long value) {
        return Condition.of(sql + " > ?", (statement, place) -> statement.setLong(place, value));
    }

    Condition upTo(long value) {
        return Condition.of(sql + " <= ?", (statement, place) -> statement.setLong(place, value));
    }

    /** Gives the column's value in a reader's current row. */
    LongSupplier values(RowReader reader) {
        int index = reader.indexOf(name);
        return () -> {
            Object value = reader.value(index);
            if (value instanceof Long || value instanceof Integer) {
                return ((Number) value).longValue();
            }
            if (value instanceof BigDecimal decimal) {
                return decimal.longValueExact();
            }
            throw new ConnectException("The incrementing column " + name + " holds no whole number in some row");
        };
    }
}
