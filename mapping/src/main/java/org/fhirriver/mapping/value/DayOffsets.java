package org.fhirriver.mapping.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of a zone on whole days, of which the last asked for are remembered: a zone's rules search for the offset of
 * a local time among all changes of its clocks. For any number of threads.
 */
final class DayOffsets {

    /** On this day clocks are changed, or it begins with a time that is there twice or not at all. */
    static final int CHANGES = Integer.MIN_VALUE;

    /** Five years and a half; a power of two. */
    private static final int DAYS = 2_048;

    private final ZoneRules rules;
    private final @Nullable Day[] days = new Day[DAYS];

    DayOffsets(ZoneId zone) {
        rules = zone.getRules();
    }

    private record Day(int number, int seconds) {}

    /** The seconds east of Greenwich that all local times of a day have, or {@link #CHANGES}. */
    int of(int year, int month, int day) {
        int number = (year * 12 + month) * 31 + day;
        int slot = number & (DAYS - 1);
        // A thread may see an older day here, which is as good as none.
        Day known = days[slot];
        if (known == null || known.number() != number) {
            known = new Day(number, seconds(LocalDate.of(year, month, day)));
            days[slot] = known;
        }
        return known.seconds();
    }

    private int seconds(LocalDate date) {
        LocalDateTime begin = date.atStartOfDay();
        List<ZoneOffset> valid = rules.getValidOffsets(begin);
        if (valid.size() != 1) {
            return CHANGES;
        }
        Instant first = begin.toInstant(valid.get(0));
        ZoneOffsetTransition change = rules.nextTransition(first);
        boolean whole = change == null || !change.getInstant().isBefore(first.plus(1, ChronoUnit.DAYS));
        return whole ? valid.get(0).getTotalSeconds() : CHANGES;
    }
}
