package org.fhirriver.mapping.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** The one text that dates and times have in a record. */
public final class CanonicalTime {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(TIME)
            .toFormatter();

    private CanonicalTime() {}

    /** {@code 2020-01-31}; PostgreSQL's ends of time are {@code infinity} and {@code -infinity}. */
    public static String text(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return "infinity";
        }
        return date.equals(LocalDate.MIN) ? "-infinity" : date.toString();
    }

    /** {@code 12:00:00}, with a fraction where there is one. */
    public static String text(LocalTime time) {
        return TIME.format(time);
    }

    /** {@code 2020-01-31T12:00:00}, with a fraction where there is one. */
    public static String text(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            return "infinity";
        }
        return timestamp.equals(LocalDateTime.MIN) ? "-infinity" : written(timestamp);
    }

    /** {@code 2020-01-31T12:00:00Z}, always in UTC. */
    public static String text(OffsetDateTime moment) {
        LocalDateTime local = moment.toLocalDateTime();
        if (local.equals(LocalDateTime.MAX) || local.equals(LocalDateTime.MIN)) {
            return text(local);
        }
        return written(moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
    }

    /** Reads {@code 2020-01-31}, with a time only if that is midnight. */
    static Optional<String> date(String text) {
        try {
            if (text.length() == 10) {
                return isPlainDate(text) ? Optional.of(text) : Optional.of(text(LocalDate.parse(text)));
            }
            LocalDateTime timestamp = LocalDateTime.parse(withT(text));
            boolean midnight = timestamp.toLocalTime().equals(LocalTime.MIDNIGHT);
            return midnight ? Optional.of(text(timestamp.toLocalDate())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Reads a date and time with {@code T} or a space, in UTC where the text has an offset; a date is its midnight. */
    static Optional<String> timestamp(String text) {
        try {
            if (text.length() == 10) {
                return Optional.of(text(LocalDate.parse(text).atStartOfDay()));
            }
            if (isPlainTimestamp(text)) {
                return Optional.of(withT(text));
            }
            if (hasOffset(text)) {
                return moment(text);
            }
            return Optional.of(text(LocalDateTime.parse(withT(text))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Reads a date and time with an offset: {@code Z}, {@code +01:00}, {@code +0100} or {@code +01}. */
    static Optional<String> moment(String text) {
        try {
            return hasOffset(text)
                    ? Optional.of(text(OffsetDateTime.parse(withWholeOffset(withT(text)))))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Reads {@code 12:00}, {@code 12:00:00} or a time with a fraction. */
    static Optional<String> time(String text) {
        try {
            return Optional.of(text(LocalTime.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** By hand where there is no fraction, as nearly always: a formatter takes ten times as long. */
    private static String written(LocalDateTime timestamp) {
        int year = timestamp.getYear();
        if (timestamp.getNano() != 0 || year < 1 || year > 9999) {
            return TIMESTAMP.format(timestamp);
        }
        char[] text = new char[19];
        twoDigits(text, 0, year / 100);
        twoDigits(text, 2, year % 100);
        text[4] = '-';
        twoDigits(text, 5, timestamp.getMonthValue());
        text[7] = '-';
        twoDigits(text, 8, timestamp.getDayOfMonth());
        text[10] = 'T';
        twoDigits(text, 11, timestamp.getHour());
        text[13] = ':';
        twoDigits(text, 14, timestamp.getMinute());
        text[16] = ':';
        twoDigits(text, 17, timestamp.getSecond());
        return new String(text);
    }

    private static void twoDigits(char[] text, int at, int number) {
        text[at] = (char) ('0' + number / 10);
        text[at + 1] = (char) ('0' + number % 10);
    }

    private static String withT(String text) {
        boolean space = text.length() > 10 && text.charAt(10) == ' ';
        return space ? text.substring(0, 10) + 'T' + text.substring(11) : text;
    }

    private static boolean hasOffset(String text) {
        return text.endsWith("Z") || signOfOffset(text) > 0;
    }

    private static int signOfOffset(String text) {
        return Math.max(text.indexOf('+', 11), text.indexOf('-', 11));
    }

    private static String withWholeOffset(String text) {
        int sign = signOfOffset(text);
        if (sign < 0) {
            return text;
        }
        return switch (text.length() - sign) {
            case 3 -> text + ":00";
            case 5 -> text.substring(0, sign + 3) + ":" + text.substring(sign + 3);
            default -> text;
        };
    }

    /** Whether a text is surely a date and a time to the second, as nearly all are; others are parsed. */
    private static boolean isPlainTimestamp(String text) {
        return text.length() == 19
                && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && isPlainDate(text)
                && isBelow(text, 11, '2', '4')
                && isBelow(text, 14, '6', '0')
                && isBelow(text, 17, '6', '0');
    }

    /** Whether two digits stand there that are less than two others. */
    private static boolean isBelow(String text, int at, char tens, char ones) {
        char first = text.charAt(at);
        char second = text.charAt(at + 1);
        return first >= '0' && second >= '0' && second <= '9' && (first < tens || (first == tens && second < ones));
    }

    /** How many days a month has in every year. */
    private static int surelyDays(int month) {
        return switch (month) {
            case 2 -> 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Whether a text begins with what is surely a date, as nearly all are; others are parsed. */
    private static boolean isPlainDate(String text) {
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            boolean fits = (i == 4 || i == 7) ? c == '-' : (c >= '0' && c <= '9');
            if (!fits) {
                return false;
            }
        }
        int month = (text.charAt(5) - '0') * 10 + text.charAt(6) - '0';
        int day = (text.charAt(8) - '0') * 10 + text.charAt(9) - '0';
        return month >= 1 && month <= 12 && day >= 1 && day <= surelyDays(month) && !text.startsWith("0000");
    }
}
