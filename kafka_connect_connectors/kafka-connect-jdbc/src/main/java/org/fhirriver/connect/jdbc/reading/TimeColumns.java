package org.fhirriver.connect.jdbc.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.fhirriver.connect.jdbc.dialect.Temporals;
import org.fhirriver.connect.jdbc.rows.RowReader;

/**
 * The timestamp columns; the first that is not null in a row counts.
 *
 * @param names as in the result
 * @param sql of the value that counts
 * @param zone of timestamps that are stored without one
 */
record TimeColumns(List<String> names, String sql, Kind kind, ZoneId zone, Temporals temporals) {

    /** What the columns hold. */
    enum Kind {
        DATE,
        TIMESTAMP,
        MOMENT
    }

    TimeColumns {
        names = List.copyOf(names);
    }

    Condition compared(String comparison, LocalDateTime value) {
        return Condition.of(sql + " " + comparison + " ?", (statement, place) -> {
            switch (kind) {
                case DATE -> temporals.bindDate(statement, place, value.toLocalDate());
                case TIMESTAMP -> temporals.bindTimestamp(statement, place, value);
                case MOMENT -> temporals.bindMoment(statement, place, value);
            }
        });
    }

    /** The rows that are older than a moment; of dates, those of its day too. */
    Condition before(Instant end) {
        LocalDateTime value = local(end);
        return compared("<", kind == Kind.DATE ? value.plusDays(1) : value);
    }

    /** A moment as the columns have it. */
    LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, kind == Kind.MOMENT ? ZoneOffset.UTC : zone);
    }

    /** Gives the value that counts in a reader's current row. */
    Supplier<LocalDateTime> values(RowReader reader) {
        int[] indexes = names.stream().mapToInt(reader::indexOf).toArray();
        return () -> {
            for (int index : indexes) {
                Object value = reader.value(index);
                if (value instanceof LocalDateTime timestamp) {
                    return timestamp;
                }
                if (value instanceof LocalDate date) {
                    return date.atStartOfDay();
                }
            }
            throw new ConnectException("The timestamp columns " + names + " hold no timestamp in some row");
        };
    }
}
