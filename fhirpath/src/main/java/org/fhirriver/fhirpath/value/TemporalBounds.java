package org.fhirriver.fhirpath.value;

import java.time.YearMonth;
import org.fhirriver.fhirpath.value.Temporal.Kind;
import org.fhirriver.fhirpath.value.Temporal.Parts;
import org.jspecify.annotations.Nullable;

/** The earliest and the latest time that a date or time of limited precision may mean, and how it counts precision. */
public final class TemporalBounds {

    private static final int MILLISECONDS = 3;

    /** A DateTime without offset may be as early as it is in Kiribati, or as late as on Baker Island. */
    private static final int EARLIEST_OFFSET = 14 * 60;

    private static final int LATEST_OFFSET = -12 * 60;

    private TemporalBounds() {}

    /** How many digits a value shows: 4 for a year, 17 for a DateTime with milliseconds. */
    public static int digits(Temporal value) {
        int time = value.kind() == Kind.TIME ? 0 : 8;
        return switch (value.precision()) {
            case YEAR -> 4;
            case MONTH -> 6;
            case DAY -> 8;
            case HOUR -> time + 2;
            case MINUTE -> time + 4;
            case SECOND -> time + 6 + value.fractionDigits();
        };
    }

    /** The earliest value with so many digits; null when the type does not have so many. */
    public static @Nullable Temporal low(Temporal value, @Nullable Integer digits) {
        return bound(value, digits, false);
    }

    /** The latest value with so many digits; null when the type does not have so many. */
    public static @Nullable Temporal high(Temporal value, @Nullable Integer digits) {
        return bound(value, digits, true);
    }

    private static @Nullable Temporal bound(Temporal value, @Nullable Integer digits, boolean isHigh) {
        Precision wanted = precision(value.kind(), digits);
        if (wanted == null) {
            return null;
        }
        Parts parts = new Parts(value);
        if (isHigh) {
            raise(value, parts);
        }
        boolean addsMilliseconds = digits == null || digits == 17 || digits == 9;
        parts.precision = value.kind() == Kind.DATE ? Precision.DAY : Precision.SECOND;
        if (addsMilliseconds && value.fractionDigits() < MILLISECONDS) {
            parts.fractionDigits = MILLISECONDS;
        } else if (!addsMilliseconds) {
            parts.nanos = 0;
            parts.fractionDigits = 0;
        }
        parts.truncate(wanted);
        if (value.kind() == Kind.DATE_TIME && wanted.isFinerThan(Precision.DAY) && !value.hasOffset()) {
            parts.offsetMinutes = isHigh ? LATEST_OFFSET : EARLIEST_OFFSET;
        }
        return parts.build();
    }

    /** The precision that a number of digits means for a type; null when it means none. */
    private static @Nullable Precision precision(Kind kind, @Nullable Integer digits) {
        if (digits == null) {
            return kind == Kind.DATE ? Precision.DAY : Precision.SECOND;
        }
        if (kind == Kind.TIME) {
            return switch (digits) {
                case 2 -> Precision.HOUR;
                case 4 -> Precision.MINUTE;
                case 6, 9 -> Precision.SECOND;
                default -> null;
            };
        }
        Precision precision = switch (digits) {
            case 4 -> Precision.YEAR;
            case 6 -> Precision.MONTH;
            case 8 -> Precision.DAY;
            case 10 -> Precision.HOUR;
            case 12 -> Precision.MINUTE;
            case 14, 17 -> Precision.SECOND;
            default -> null;
        };
        return kind == Kind.DATE && precision != null && precision.isFinerThan(Precision.DAY) ? null : precision;
    }

    /** Raises what is unknown to its highest value; of a DateTime known to the hour, the minute is taken as 0. */
    private static void raise(Temporal value, Parts parts) {
        if (value.kind() != Kind.TIME) {
            parts.month = value.has(Precision.MONTH) ? parts.month : 12;
            parts.day = value.has(Precision.DAY)
                    ? parts.day
                    : YearMonth.of(parts.year, parts.month).lengthOfMonth();
        }
        if (value.kind() == Kind.DATE) {
            return;
        }
        parts.hour = value.has(Precision.HOUR) ? parts.hour : 23;
        boolean keepsMinute = value.kind() == Kind.DATE_TIME && value.precision() == Precision.HOUR;
        parts.minute = value.has(Precision.MINUTE) || keepsMinute ? parts.minute : 59;
        parts.second = value.has(Precision.SECOND) ? parts.second : 59;
        if (value.fractionDigits() == 0) {
            parts.nanos = 999_000_000;
        }
    }
}
