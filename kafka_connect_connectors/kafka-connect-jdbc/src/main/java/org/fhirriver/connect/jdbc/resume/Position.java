package org.fhirriver.connect.jdbc.resume;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;

/**
 * A row's place in the order of reading.
 *
 * @param timestamp of its last change; moments are in UTC; {@link LocalDateTime#MIN} where only ids count
 * @param id {@link Long#MIN_VALUE} where only timestamps count
 */
public record Position(LocalDateTime timestamp, long id) implements Comparable<Position> {

    /** Before every row. */
    public static final Position START = new Position(LocalDateTime.MIN, Long.MIN_VALUE);

    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::timestamp).thenComparingLong(Position::id);

    /** The place of an id. */
    public static Position ofId(long id) {
        return new Position(LocalDateTime.MIN, id);
    }

    /** The place of a timestamp. */
    public static Position ofTimestamp(LocalDateTime timestamp) {
        return new Position(timestamp, Long.MIN_VALUE);
    }

    /** Whether this is the start, or was set to be read from by a timestamp alone. */
    public boolean hasTimestamp() {
        return !timestamp.equals(LocalDateTime.MIN);
    }

    /** Whether an id is part of it. */
    public boolean hasId() {
        return id != Long.MIN_VALUE;
    }

    /** A place before this one: by time where it has one, else by ids. */
    Position back(Duration time, long ids) {
        if (hasTimestamp()) {
            return ofTimestamp(timestamp.minus(time));
        }
        return hasId() ? ofId(Math.max(id - ids, Long.MIN_VALUE + 1)) : this;
    }

    Position max(Position other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
