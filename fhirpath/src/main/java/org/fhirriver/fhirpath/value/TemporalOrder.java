package org.fhirriver.fhirpath.value;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.fhirriver.fhirpath.value.Temporal.Kind;

/** Compares dates and times part by part; where one is known no further, the result may be unknown. */
final class TemporalOrder {

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    /** The widest offsets from UTC in use are 14 hours ahead and 12 behind: so far may a time without offset be off. */
    private static final int WIDEST_OFFSET = 14 * 60;

    private TemporalOrder() {}

    static boolean isComparable(Temporal left, Temporal right) {
        return (left.kind() == Kind.TIME) == (right.kind() == Kind.TIME);
    }

    /** Negative, zero or positive; empty when the parts that are known do not decide. */
    static OptionalInt compare(Temporal left, Temporal right) {
        if (left.hasOffset() && right.hasOffset() && left.offsetMinutes() != right.offsetMinutes()) {
            return compareParts(utc(left), utc(right));
        }
        if (left.hasOffset() != right.hasOffset()) {
            return left.hasOffset() ? negate(compareUncertain(right, left)) : compareUncertain(left, right);
        }
        return compareParts(left, right);
    }

    /** A total order that agrees with {@link #compare}: by the earliest moment, then what is known to fewer parts. */
    static int byEarliest(Temporal left, Temporal right) {
        Temporal a = utc(left);
        Temporal b = utc(right);
        int order = Long.compare(days(a), days(b));
        order = order != 0 ? order : Long.compare(nanosOfDay(a), nanosOfDay(b));
        return order != 0 ? order : a.precision().compareTo(b.precision());
    }

    private static OptionalInt negate(OptionalInt order) {
        return order.isPresent() ? OptionalInt.of(-order.getAsInt()) : order;
    }

    private static OptionalInt compareUncertain(Temporal local, Temporal zoned) {
        long day = local.has(Precision.DAY) ? 0 : local.has(Precision.MONTH) ? 30 : 365;
        Temporal utc = utc(zoned);
        long distance = days(local) - days(utc);
        if (Math.abs(distance) > day + 2) {
            return OptionalInt.of(Long.signum(distance));
        }
        long slack = WIDEST_OFFSET * NANOS_PER_MINUTE;
        long low = distance * NANOS_PER_DAY + nanosOfDay(local) - nanosOfDay(utc) - slack;
        long high = low + 2 * slack + span(local);
        if (low > span(zoned)) {
            return OptionalInt.of(1);
        }
        return high < 0 ? OptionalInt.of(-1) : OptionalInt.empty();
    }

    /** How long the time lasts that a value with some precision may mean, less an instant. */
    private static long span(Temporal value) {
        return switch (value.precision()) {
            case YEAR -> 366 * NANOS_PER_DAY - 1;
            case MONTH -> 31 * NANOS_PER_DAY - 1;
            case DAY -> NANOS_PER_DAY - 1;
            case HOUR -> 60 * NANOS_PER_MINUTE - 1;
            case MINUTE -> NANOS_PER_MINUTE - 1;
            case SECOND -> 0;
        };
    }

    private static long days(Temporal value) {
        return LocalDate.of(value.year(), value.month(), value.day()).toEpochDay();
    }

    private static long nanosOfDay(Temporal value) {
        return ((value.hour() * 60L + value.minute()) * 60 + value.second()) * 1_000_000_000L + value.nanos();
    }

    private static Temporal utc(Temporal value) {
        if (!value.hasOffset() || value.offsetMinutes() == 0) {
            return value;
        }
        Temporal.Parts parts = new Temporal.Parts(value);
        TemporalArithmetic.addMinutes(parts, -value.offsetMinutes());
        if (!value.has(Precision.MINUTE) && value.offsetMinutes() % 60 != 0) {
            parts.minute = 0;
        }
        parts.offsetMinutes = 0;
        return parts.build();
    }

    private static OptionalInt compareParts(Temporal left, Temporal right) {
        for (Precision part : PARTS) {
            if (part.compareTo(Precision.DAY) <= 0 && left.kind() == Kind.TIME) {
                continue;
            }
            boolean known = left.has(part);
            if (known != right.has(part)) {
                return OptionalInt.empty();
            }
            if (!known) {
                break;
            }
            int order = Long.compare(part(left, part), part(right, part));
            if (order != 0) {
                return OptionalInt.of(order);
            }
        }
        return OptionalInt.of(0);
    }

    private static final Precision[] PARTS = Precision.values();

    private static long part(Temporal value, Precision part) {
        return switch (part) {
            case YEAR -> value.year();
            case MONTH -> value.month();
            case DAY -> value.day();
            case HOUR -> value.hour();
            case MINUTE -> value.minute();
            case SECOND -> value.second() * 1_000_000_000L + value.nanos();
        };
    }
}
