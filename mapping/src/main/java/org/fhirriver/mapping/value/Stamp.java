package org.fhirriver.mapping.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A date with or without a time, to the precision of its text: ISO 8601 and the way databases write timestamps, {@code
 * 2020-01-31 12:00:00.5+01}.
 */
final class Stamp {

    static final int NO_OFFSET = Integer.MIN_VALUE;

    int year;
    /** 0 when only the year is known. */
    int month;
    /** 0 when only the month is known. */
    int day;
    /** -1 when there is no time. */
    int hour = -1;

    int minute = -1;
    /** -1 when seconds are not known. */
    int second = -1;

    int nanos;
    int fractionDigits;
    /** Minutes east of Greenwich. */
    int offset = NO_OFFSET;

    /** The stamp that a text means; null when it means none. */
    static @Nullable Stamp parse(String text) {
        Stamp stamp = new Stamp();
        StampReader reader = new StampReader(text);
        return reader.read(stamp) ? stamp : null;
    }

    /** The time of day that a text means; null when it means none. */
    static @Nullable Stamp parseTime(String text) {
        Stamp stamp = new Stamp();
        StampReader reader = new StampReader(text);
        return reader.readTime(stamp) ? stamp : null;
    }

    boolean hasTime() {
        return hour >= 0;
    }

    boolean hasOffset() {
        return offset != NO_OFFSET;
    }

    boolean isDay() {
        return day > 0 && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    }

    /**
     * Gives a local time the offset that a zone has then.
     *
     * @throws Unfit when clocks skipped that time
     */
    void place(ZoneId zone) {
        if (hasOffset()) {
            return;
        }
        LocalDateTime local = local();
        ZoneRules rules = zone.getRules();
        ZoneOffset valid = offset(rules, local);
        int seconds = valid.getTotalSeconds();
        if (seconds % 60 == 0) {
            offset = seconds / 60;
        } else {
            // Before standard time, offsets had seconds, which FHIR cannot write: the instant is the same in UTC.
            set(local.minusSeconds(seconds));
            offset = 0;
        }
    }

    private static ZoneOffset offset(ZoneRules rules, LocalDateTime local) {
        List<ZoneOffset> valid = rules.getValidOffsets(local);
        if (valid.size() == 1) {
            return valid.get(0);
        }
        ZoneOffsetTransition transition = rules.getTransition(local);
        if (valid.isEmpty()) {
            throw new Unfit("a local time does not exist in the zone: clocks were put forward over it");
        }
        return transition.getOffsetBefore();
    }

    /** Brings a stamp with an offset to the local time of a zone. */
    void localize(ZoneId zone) {
        if (hasTime() && hasOffset()) {
            set(OffsetDateTime.of(local(), ZoneOffset.ofTotalSeconds(offset * 60))
                    .atZoneSameInstant(zone)
                    .toLocalDateTime());
            offset = NO_OFFSET;
        }
    }

    private LocalDateTime local() {
        return LocalDateTime.of(year, month, day, hour, minute, Math.max(second, 0), nanos);
    }

    private void set(LocalDateTime time) {
        LocalDate date = time.toLocalDate();
        year = date.getYear();
        month = date.getMonthValue();
        day = date.getDayOfMonth();
        hour = time.getHour();
        minute = time.getMinute();
        second = second < 0 ? -1 : time.getSecond();
    }

    /** Writes the date as far as it is known. */
    void writeDate(JsonBuffer out) {
        if (year < 1 || year > 9999) {
            throw new Unfit("a date lies outside of the years 0001 to 9999");
        }
        out.digits(year, 4);
        if (month > 0) {
            out.raw('-');
            out.digits(month, 2);
        }
        if (day > 0) {
            out.raw('-');
            out.digits(day, 2);
        }
    }

    /** Writes the time of day; seconds that are not known are zero, since FHIR has no time without them. */
    void writeTime(JsonBuffer out) {
        out.digits(hour, 2);
        out.raw(':');
        out.digits(minute, 2);
        out.raw(':');
        out.digits(Math.max(second, 0), 2);
        int digits = fractionDigits;
        int fraction = nanos;
        for (int i = digits; i < 9; i++) {
            fraction /= 10;
        }
        while (digits > 0 && fraction % 10 == 0) {
            fraction /= 10;
            digits--;
        }
        if (digits > 0) {
            out.raw('.');
            out.digits(fraction, digits);
        }
    }

    void writeOffset(JsonBuffer out) {
        if (offset == 0) {
            out.raw('Z');
            return;
        }
        out.raw(offset < 0 ? '-' : '+');
        int minutes = Math.abs(offset);
        out.digits(minutes / 60, 2);
        out.raw(':');
        out.digits(minutes % 60, 2);
    }
}
