package org.fhirriver.connect.jdbc.rows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** The one text that a value has in a record, whoever delivers it. */
final class CanonicalText {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(TIME)
            .toFormatter();

    private static final int TO_THE_MINUTE = 16;
    private static final int TO_THE_SECOND = 19;

    private CanonicalText() {}

    static String of(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return "infinity";
        }
        return date.equals(LocalDate.MIN) ? "-infinity" : DateTimeFormatter.ISO_LOCAL_DATE.format(date);
    }

    static String of(LocalTime time) {
        return TIME.format(time);
    }

    static String of(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            return "infinity";
        }
        return timestamp.equals(LocalDateTime.MIN) ? "-infinity" : written(timestamp);
    }

    /** A moment, given in UTC. */
    static String ofMoment(LocalDateTime utc) {
        boolean finite = !utc.equals(LocalDateTime.MAX) && !utc.equals(LocalDateTime.MIN);
        return finite ? written(utc) + "Z" : of(utc);
    }

    /** Where there is no fraction, as nearly always, Java's own text needs nothing, or its seconds: no formatter is asked. */
    private static String written(LocalDateTime timestamp) {
        String text = timestamp.toString();
        return switch (text.length()) {
            case TO_THE_SECOND -> text;
            case TO_THE_MINUTE -> text + ":00";
            default -> TIMESTAMP.format(timestamp);
        };
    }

    /** Plainly and without trailing zeros, as decimals stand in a key. */
    static String of(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
