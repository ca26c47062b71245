package org.fhirriver.mapping.value;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes date, dateTime, instant and time; local times are those of one zone. */
final class TimeWriters {

    private final ZoneId zone;
    private final DayOffsets days;

    TimeWriters(ZoneId zone) {
        this.zone = zone;
        this.days = new DayOffsets(zone);
    }

    /** Dates to the precision that is there; of a timestamp, the day that it was in the zone. */
    boolean date(Object value, JsonBuffer out) {
        Stamp stamp = stamp(value, "date");
        if (stamp == null) {
            return false;
        }
        stamp.localize(zone);
        out.raw('"');
        stamp.writeDate(out);
        out.raw('"');
        return true;
    }

    /** Dates and times to the precision that is there; a time gets the offset of the zone. */
    boolean dateTime(Object value, JsonBuffer out) {
        Stamp stamp = stamp(value, "dateTime");
        if (stamp == null) {
            return false;
        }
        out.raw('"');
        if (stamp.hasTime()) {
            place(stamp);
        }
        stamp.writeDate(out);
        if (stamp.hasTime()) {
            writeTime(stamp, out);
        }
        out.raw('"');
        return true;
    }

    /** Times that are known to the second. */
    boolean instant(Object value, JsonBuffer out) {
        Stamp stamp = stamp(value, "instant");
        if (stamp == null) {
            return false;
        }
        if (!stamp.hasTime() || stamp.second < 0) {
            throw new Unfit("an instant needs a time to the second");
        }
        place(stamp);
        out.raw('"');
        stamp.writeDate(out);
        writeTime(stamp, out);
        out.raw('"');
        return true;
    }

    /** Gives a local time the offset of the zone. */
    private void place(Stamp stamp) {
        if (stamp.hasOffset()) {
            return;
        }
        int seconds = days.of(stamp.year, stamp.month, stamp.day);
        if (seconds != DayOffsets.CHANGES && seconds % 60 == 0) {
            stamp.offset = seconds / 60;
        } else {
            stamp.place(zone);
        }
    }

    private static void writeTime(Stamp stamp, JsonBuffer out) {
        out.raw('T');
        stamp.writeTime(out);
        stamp.writeOffset(out);
    }

    /** Times of day; of a timestamp, the time that it was in the zone. */
    boolean time(Object value, JsonBuffer out) {
        String text = text(value, "time");
        if (text == null) {
            return false;
        }
        Stamp stamp = Stamp.parseTime(text);
        if (stamp == null) {
            stamp = Stamp.parse(text);
            if (stamp == null || !stamp.hasTime()) {
                throw Unfit.type(value, "time");
            }
            stamp.localize(zone);
        }
        out.raw('"');
        stamp.writeTime(out);
        out.raw('"');
        return true;
    }

    private static @Nullable Stamp stamp(Object value, String type) {
        String text = text(value, type);
        if (text == null) {
            return null;
        }
        Stamp stamp = Stamp.parse(text);
        if (stamp == null) {
            throw Unfit.type(value, type);
        }
        return stamp;
    }

    /** The text of a date or time; null when it is blank. */
    private static @Nullable String text(Object value, String type) {
        if (value instanceof Number || value instanceof Boolean || value instanceof Map || value instanceof List) {
            throw Unfit.type(value, type);
        }
        String text = value.toString();
        return text.isBlank() ? null : text;
    }
}
