package org.fhirriver.fhirpath.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.fhirriver.fhirpath.value.Temporal.Kind;
import org.fhirriver.fhirpath.value.Temporal.Parts;

/** Adds time-valued quantities to dates and times, by the calendar. */
public final class TemporalArithmetic {

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final BigDecimal NANOS_PER_SECOND = new BigDecimal(1_000_000_000L);

    /** Nothing that FHIRPath can write is further apart. */
    private static final BigInteger FARTHEST = BigInteger.valueOf(10_000L * 366 * 86_400);

    private TemporalArithmetic() {}

    /** The value so much later, or earlier where the sign is -1. */
    public static Temporal add(Temporal value, Quantity quantity, int sign) {
        CalendarUnit unit = unitOf(quantity);
        if (value.kind() == Kind.TIME && !unit.precision().isFinerThan(Precision.DAY)) {
            throw new ValueProblem("Days and longer units cannot be added to a Time");
        }
        BigDecimal amount = sign < 0 ? quantity.value().negate() : quantity.value();
        if (unit.precision() != Precision.SECOND) {
            amount = amount.setScale(0, RoundingMode.DOWN);
        }
        try {
            return value.kind() == Kind.TIME ? addToTime(value, amount, unit) : addToDate(value, amount, unit);
        } catch (DateTimeException | ArithmeticException e) {
            throw new ValueProblem("The result is beyond the years 1 to 9999");
        }
    }

    private static CalendarUnit unitOf(Quantity quantity) {
        CalendarUnit calendar = quantity.calendar();
        if (calendar == null) {
            calendar = CalendarUnit.ofUcum(quantity.unit());
            if (calendar != null && calendar.isMonthly()) {
                throw new ValueProblem("The unit '" + quantity.unit()
                        + "' has a definite length: to add to a date, use the calendar's "
                        + (calendar == CalendarUnit.YEAR ? "years" : "months"));
            }
        }
        if (calendar == null) {
            throw new ValueProblem("Only a quantity with a unit of time can be added to a date or time");
        }
        return calendar;
    }

    private static Temporal addToTime(Temporal value, BigDecimal amount, CalendarUnit unit) {
        Parts parts = new Parts(value);
        BigDecimal seconds = wholeParts(amount.multiply(unit.seconds()), value.precision());
        long nanos = Math.floorMod(
                nanosOfDay(parts)
                        + seconds.multiply(NANOS_PER_SECOND)
                                .toBigInteger()
                                .mod(BigInteger.valueOf(NANOS_PER_DAY))
                                .longValueExact(),
                NANOS_PER_DAY);
        setTime(parts, nanos);
        keepDigits(parts, seconds);
        return parts.build();
    }

    private static Temporal addToDate(Temporal value, BigDecimal amount, CalendarUnit unit) {
        Parts parts = new Parts(value);
        if (!value.has(Precision.DAY)) {
            addMonths(parts, wholeMonths(amount, unit, value.precision()));
        } else if (unit.isMonthly()) {
            addMonths(parts, exact(amount) * (unit == CalendarUnit.YEAR ? 12 : 1));
        } else if (unit.precision() == Precision.DAY) {
            addDays(parts, exact(amount) * (unit == CalendarUnit.WEEK ? 7 : 1));
        } else if (!value.has(Precision.HOUR)) {
            addDays(parts, exact(amount.multiply(unit.seconds()).divide(new BigDecimal(86_400), 0, RoundingMode.DOWN)));
        } else {
            BigDecimal seconds = wholeParts(amount.multiply(unit.seconds()), value.precision());
            addSeconds(parts, seconds);
            keepDigits(parts, seconds);
        }
        if (parts.year < 1 || parts.year > 9999) {
            throw new ValueProblem("The result is beyond the years 1 to 9999");
        }
        return parts.build();
    }

    private static long wholeMonths(BigDecimal amount, CalendarUnit unit, Precision precision) {
        BigDecimal months;
        if (unit.isMonthly()) {
            months = unit == CalendarUnit.YEAR ? amount.multiply(BigDecimal.valueOf(12)) : amount;
        } else {
            BigDecimal days = amount.multiply(unit.seconds()).divide(BigDecimal.valueOf(86_400), 0, RoundingMode.DOWN);
            months = precision == Precision.YEAR
                    ? days.divide(BigDecimal.valueOf(365), 0, RoundingMode.DOWN).multiply(BigDecimal.valueOf(12))
                    : days.divide(BigDecimal.valueOf(30), 0, RoundingMode.DOWN);
        }
        long whole = exact(months);
        return precision == Precision.YEAR ? whole / 12 * 12 : whole;
    }

    /** Seconds, less what is finer than a precision. */
    private static BigDecimal wholeParts(BigDecimal seconds, Precision precision) {
        if (precision == Precision.SECOND) {
            return seconds;
        }
        BigDecimal part = BigDecimal.valueOf(precision == Precision.MINUTE ? 60 : 3600);
        return seconds.divide(part, 0, RoundingMode.DOWN).multiply(part);
    }

    private static long exact(BigDecimal amount) {
        BigInteger whole = amount.toBigInteger();
        if (whole.abs().compareTo(FARTHEST) > 0) {
            throw new ValueProblem("The result is beyond the years 1 to 9999");
        }
        return whole.longValueExact();
    }

    private static void addMonths(Parts parts, long months) {
        YearMonth month = YearMonth.of(parts.year, parts.month).plusMonths(months);
        parts.year = month.getYear();
        parts.month = month.getMonthValue();
        parts.day = Math.min(parts.day, month.lengthOfMonth());
    }

    private static void addDays(Parts parts, long days) {
        LocalDate date = LocalDate.of(parts.year, parts.month, parts.day).plusDays(days);
        parts.year = date.getYear();
        parts.month = date.getMonthValue();
        parts.day = date.getDayOfMonth();
    }

    static void addMinutes(Parts parts, long minutes) {
        addNanos(parts, nanosOfDay(parts) + minutes * 60_000_000_000L);
    }

    private static void addSeconds(Parts parts, BigDecimal seconds) {
        long whole = exact(seconds);
        long fraction =
                seconds.remainder(BigDecimal.ONE).multiply(NANOS_PER_SECOND).longValue();
        addDays(parts, whole / 86_400);
        addNanos(parts, nanosOfDay(parts) + whole % 86_400 * 1_000_000_000L + fraction);
    }

    private static void addNanos(Parts parts, long nanos) {
        long days = Math.floorDiv(nanos, NANOS_PER_DAY);
        if (days != 0) {
            addDays(parts, days);
        }
        setTime(parts, Math.floorMod(nanos, NANOS_PER_DAY));
    }

    private static long nanosOfDay(Parts parts) {
        return ((parts.hour * 60L + parts.minute) * 60 + parts.second) * 1_000_000_000L + parts.nanos;
    }

    private static void setTime(Parts parts, long nanosOfDay) {
        parts.nanos = (int) (nanosOfDay % 1_000_000_000L);
        long seconds = nanosOfDay / 1_000_000_000L;
        parts.second = (int) (seconds % 60);
        parts.minute = (int) (seconds / 60 % 60);
        parts.hour = (int) (seconds / 3600);
    }

    private static void keepDigits(Parts parts, BigDecimal seconds) {
        int scale = seconds.signum() == 0
                ? 0
                : Math.max(seconds.stripTrailingZeros().scale(), 0);
        if (scale > parts.fractionDigits) {
            parts.fractionDigits = Math.min(scale <= 3 ? 3 : scale, 9);
        }
    }
}
