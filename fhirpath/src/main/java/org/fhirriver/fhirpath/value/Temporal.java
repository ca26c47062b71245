package org.fhirriver.fhirpath.value;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Date, DateTime or Time that is known to some precision. Parts beyond the precision hold their lowest value.
 *
 * <p>{@code equals} is for Java's collections; whether two of them are equal in FHIRPath, {@link TemporalOrder} tells.
 */
public final class Temporal {

    /** The type in FHIRPath. */
    public enum Kind {
        DATE,
        DATE_TIME,
        TIME
    }

    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private final Kind kind;
    private final Precision precision;
    private final int year;
    private final int month;
    private final int day;
    private final int hour;
    private final int minute;
    private final int second;
    private final int nanos;
    private final int fractionDigits;
    private final int offsetMinutes;

    Temporal(Parts parts) {
        this.kind = parts.kind;
        this.precision = parts.precision;
        this.year = parts.year;
        this.month = parts.month;
        this.day = parts.day;
        this.hour = parts.hour;
        this.minute = parts.minute;
        this.second = parts.second;
        this.nanos = parts.nanos;
        this.fractionDigits = parts.fractionDigits;
        this.offsetMinutes = parts.offsetMinutes;
    }

    /** The Date of a text such as {@code 2015-02}. */
    public static Optional<Temporal> date(String text) {
        return TemporalText.read(text, Kind.DATE);
    }

    /** The DateTime of a text such as {@code 2015-02-04T14:34+09:00}; a date is one too. */
    public static Optional<Temporal> dateTime(String text) {
        return TemporalText.read(text, Kind.DATE_TIME);
    }

    /** The Time of a text such as {@code 14:34:28}. */
    public static Optional<Temporal> time(String text) {
        return TemporalText.read(text, Kind.TIME);
    }

    /** An instant as the clock in a zone shows it, to the millisecond. */
    public static Temporal of(Instant instant, ZoneId zone) {
        OffsetDateTime time = OffsetDateTime.ofInstant(instant, zone);
        Parts parts = new Parts(Kind.DATE_TIME);
        parts.date(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
        parts.hour = time.getHour();
        parts.minute = time.getMinute();
        parts.second = time.getSecond();
        parts.nanos = time.getNano() / 1_000_000 * 1_000_000;
        parts.fractionDigits = 3;
        parts.precision = Precision.SECOND;
        parts.offsetMinutes = time.getOffset().getTotalSeconds() / 60;
        return new Temporal(parts);
    }

    public Kind kind() {
        return kind;
    }

    public Precision precision() {
        return precision;
    }

    public int year() {
        return year;
    }

    public int month() {
        return month;
    }

    public int day() {
        return day;
    }

    public int hour() {
        return hour;
    }

    public int minute() {
        return minute;
    }

    public int second() {
        return second;
    }

    public int nanos() {
        return nanos;
    }

    /** How many digits the fraction of the second was given with. */
    public int fractionDigits() {
        return fractionDigits;
    }

    public boolean hasOffset() {
        return offsetMinutes != NO_OFFSET;
    }

    /** The offset from UTC; only where there is one. */
    public int offsetMinutes() {
        return offsetMinutes;
    }

    /** Whether the part of that precision is known. */
    public boolean has(Precision part) {
        return !part.isFinerThan(precision) && (kind != Kind.TIME || part.isFinerThan(Precision.DAY));
    }

    /** The Date part of a Date or DateTime. */
    public Temporal toDate() {
        Parts parts = new Parts(this);
        parts.kind = Kind.DATE;
        parts.truncate(Precision.DAY);
        return new Temporal(parts);
    }

    /** This Date as a DateTime that is known no further. */
    public Temporal toDateTime() {
        Parts parts = new Parts(this);
        parts.kind = Kind.DATE_TIME;
        return new Temporal(parts);
    }

    /** The Time part of a DateTime that is known to the hour at least. */
    public Temporal toTime() {
        Parts parts = new Parts(this);
        parts.kind = Kind.TIME;
        parts.date(0, 1, 1);
        parts.offsetMinutes = NO_OFFSET;
        return new Temporal(parts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Temporal temporal
                && kind == temporal.kind
                && toString().equals(temporal.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The text as FHIR writes it, to the precision. */
    @Override
    public String toString() {
        return TemporalText.write(this);
    }

    /** The parts of a value to be. */
    static final class Parts {
        Kind kind;
        Precision precision = Precision.YEAR;
        int year;
        int month = 1;
        int day = 1;
        int hour;
        int minute;
        int second;
        int nanos;
        int fractionDigits;
        int offsetMinutes = NO_OFFSET;

        Parts(Kind kind) {
            this.kind = kind;
        }

        Parts(Temporal value) {
            kind = value.kind;
            precision = value.precision;
            year = value.year;
            month = value.month;
            day = value.day;
            hour = value.hour;
            minute = value.minute;
            second = value.second;
            nanos = value.nanos;
            fractionDigits = value.fractionDigits;
            offsetMinutes = value.offsetMinutes;
        }

        void date(int newYear, int newMonth, int newDay) {
            year = newYear;
            month = newMonth;
            day = newDay;
            if (kind != Kind.TIME) {
                precision = Precision.DAY;
            }
        }

        /** Forgets what lies beyond a precision. */
        void truncate(Precision to) {
            if (!precision.isFinerThan(to)) {
                return;
            }
            precision = to;
            month = to.isFinerThan(Precision.YEAR) ? month : 1;
            day = to.isFinerThan(Precision.MONTH) ? day : 1;
            hour = to.isFinerThan(Precision.DAY) ? hour : 0;
            minute = to.isFinerThan(Precision.HOUR) ? minute : 0;
            second = 0;
            nanos = 0;
            fractionDigits = 0;
            if (!to.isFinerThan(Precision.DAY)) {
                offsetMinutes = NO_OFFSET;
            }
        }

        Temporal build() {
            return new Temporal(this);
        }
    }
}
