package org.fhirriver.mapping.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dates and times of Kafka Connect's and Debezium's schemas, by the schemas' names.
 *
 * <p>Debezium writes PostgreSQL's ends of time as values that no calendar has; they become {@code infinity} again.
 */
final class ConnectTime {

    private static final String CONNECT = "org.apache.kafka.connect.data.";
    private static final String DEBEZIUM = "io.debezium.time.";
    private static final long NANOS_OF_DAY = 86_400_000_000_000L;

    private static final long DATE_INFINITY = -2_147_472_692L;
    private static final long DATE_MINUS_INFINITY = -2_147_472_691L;
    /** The moments of the two infinities in microseconds; in milliseconds they are a thousandth of it. */
    private static final long INFINITY = 9_223_372_036_825_200_000L;

    private static final long MINUS_INFINITY = -9_223_372_036_832_400_000L;

    private ConnectTime() {}

    /**
     * The canonical text of a value; null when the schema is none of a date or time.
     *
     * @param local whether Connect's own timestamp stands for a local time
     */
    static @Nullable Object decode(String schema, Object value, boolean local) throws NotReadable {
        return switch (schema) {
            case CONNECT + "Date", DEBEZIUM + "Date" -> date(number(value));
            case CONNECT + "Time", DEBEZIUM + "Time" -> time(number(value), 1_000_000);
            case DEBEZIUM + "MicroTime" -> time(number(value), 1_000);
            case DEBEZIUM + "NanoTime" -> time(number(value), 1);
            case CONNECT + "Timestamp" -> timestamp(number(value), 1_000, local);
            case DEBEZIUM + "Timestamp" -> timestamp(number(value), 1_000, true);
            case DEBEZIUM + "MicroTimestamp" -> timestamp(number(value), 1_000_000, true);
            case DEBEZIUM + "NanoTimestamp" -> timestamp(number(value), 1_000_000_000, true);
            case DEBEZIUM + "ZonedTimestamp" -> moment(value.toString());
            case DEBEZIUM + "IsoDate" -> isoDate(value.toString());
            case DEBEZIUM + "IsoTime" -> isoTime(value.toString());
            case DEBEZIUM + "IsoTimestamp" -> isoTimestamp(value.toString());
            default -> null;
        };
    }

    private static long number(Object value) throws NotReadable {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new NotReadable("does not fit its Connect schema");
    }

    private static String date(long day) {
        if (day == DATE_INFINITY) {
            return "infinity";
        }
        return day == DATE_MINUS_INFINITY ? "-infinity" : CanonicalTime.text(LocalDate.ofEpochDay(day));
    }

    /** MySQL's TIME is a duration, too: what is no time of a day stays as MySQL writes it. */
    private static String time(long units, long nanosPerUnit) {
        long nanos = Math.multiplyExact(units, nanosPerUnit);
        if (nanos >= 0 && nanos < NANOS_OF_DAY) {
            return CanonicalTime.text(LocalTime.ofNanoOfDay(nanos));
        }
        long seconds = Math.abs(nanos) / 1_000_000_000;
        String rest = CanonicalTime.text(LocalTime.ofNanoOfDay(Math.abs(nanos) % 3_600_000_000_000L));
        return (nanos < 0 ? "-" : "") + "%02d".formatted(seconds / 3600) + rest.substring(2);
    }

    private static String timestamp(long units, long perSecond, boolean local) {
        Optional<String> end = endOfTime(units, perSecond);
        if (end.isPresent()) {
            return end.get();
        }
        long nanos = Math.floorMod(units, perSecond) * (1_000_000_000 / perSecond);
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(units, perSecond), nanos);
        return local
                ? CanonicalTime.text(instant.atOffset(ZoneOffset.UTC).toLocalDateTime())
                : CanonicalTime.text(instant.atOffset(ZoneOffset.UTC));
    }

    private static Optional<String> endOfTime(long units, long perSecond) {
        if (perSecond == 1_000_000_000) {
            boolean end = units == Long.MAX_VALUE || units == Long.MIN_VALUE;
            return end ? Optional.of(units > 0 ? "infinity" : "-infinity") : Optional.empty();
        }
        long divisor = 1_000_000 / perSecond;
        if (units == INFINITY / divisor) {
            return Optional.of("infinity");
        }
        return units == MINUS_INFINITY / divisor ? Optional.of("-infinity") : Optional.empty();
    }

    private static String moment(String text) {
        if (text.startsWith("+292278994-08-16T23:00")) {
            return "infinity";
        }
        if (text.startsWith("-292275055-05-16T23:00")) {
            return "-infinity";
        }
        return CanonicalTime.moment(text).orElse(text);
    }

    private static String isoDate(String text) {
        return text.length() > 10 && text.charAt(4) == '-' ? text.substring(0, 10) : text;
    }

    private static String isoTime(String text) {
        String local = withoutUtc(text);
        return CanonicalTime.time(local).orElse(local);
    }

    /** A local timestamp is written as if it were in UTC. */
    private static String isoTimestamp(String text) {
        String end = moment(text);
        String local = withoutUtc(end);
        return CanonicalTime.timestamp(local).orElse(local);
    }

    private static String withoutUtc(String text) {
        return text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    }
}
