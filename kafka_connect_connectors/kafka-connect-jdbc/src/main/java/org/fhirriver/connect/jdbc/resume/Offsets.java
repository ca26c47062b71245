package org.fhirriver.connect.jdbc.resume;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.fhirriver.connect.jdbc.dialect.Sight;
import org.jspecify.annotations.Nullable;

/**
 * Progress as the offset that Connect keeps with each record.
 *
 * <p>{@code incrementing} and {@code timestamp} are the position; {@code overlap} is the rest: the settled position, the
 * number below which transactions have been seen, and the marks, each as {@code next@taken} and its position; the last
 * one, without a position, stands for the read that the record is of.
 */
public final class Offsets {

    private static final String ID = "incrementing";
    private static final String TIMESTAMP = "timestamp";
    private static final String OVERLAP = "overlap";
    private static final String NOWHERE = "-";

    private final String overlap;

    private Offsets(String overlap) {
        this.overlap = overlap;
    }

    /** The offsets of a read that began with a sight, on top of what held before it sent rows of its own. */
    public static Offsets during(Progress base, Sight sight) {
        return new Offsets(text(base) + " " + sight.next() + "@" + sight.now().toEpochMilli());
    }

    /** The offset of a record at a position. */
    public Map<String, Object> at(Position position) {
        return map(position, overlap);
    }

    /** Progress as an offset. */
    public static Map<String, Object> of(Progress progress) {
        return map(progress.reached(), text(progress));
    }

    private static Map<String, Object> map(Position position, String overlap) {
        if (!position.hasTimestamp()) {
            return position.hasId() ? Map.of(ID, position.id(), OVERLAP, overlap) : Map.of(OVERLAP, overlap);
        }
        String timestamp = position.timestamp().toString();
        return position.hasId()
                ? Map.of(TIMESTAMP, timestamp, ID, position.id(), OVERLAP, overlap)
                : Map.of(TIMESTAMP, timestamp, OVERLAP, overlap);
    }

    private static String text(Progress progress) {
        String marks = progress.marks().stream()
                .map(mark -> " " + mark.next() + "@" + mark.takenAt().toEpochMilli() + "=" + text(mark.position()))
                .collect(Collectors.joining());
        return text(progress.settled()) + " " + progress.seenBelow() + marks;
    }

    private static String text(Position position) {
        if (!position.hasTimestamp() && !position.hasId()) {
            return NOWHERE;
        }
        return (position.hasTimestamp() ? position.timestamp() : "") + "/" + (position.hasId() ? position.id() : "");
    }

    /**
     * Reads an offset, also one that a person wrote with the position alone.
     *
     * @throws ConnectException when it is not an offset of this connector
     */
    public static Progress read(Map<String, ?> offset) {
        try {
            Position reached = new Position(timestamp(offset.get(TIMESTAMP)), id(offset.get(ID)));
            Object rest = offset.get(OVERLAP);
            return rest == null ? Progress.from(reached) : read(reached, rest.toString());
        } catch (RuntimeException e) {
            throw new ConnectException("Not an offset of this connector: " + new HashMap<>(offset), e);
        }
    }

    private static Progress read(Position reached, String text) {
        String[] parts = text.split(" ");
        List<Mark> marks = new ArrayList<>();
        for (int i = 2; i < parts.length; i++) {
            int at = parts[i].indexOf('@');
            int equals = parts[i].indexOf('=');
            String taken = parts[i].substring(at + 1, equals < 0 ? parts[i].length() : equals);
            marks.add(new Mark(
                    Long.parseLong(parts[i].substring(0, at)),
                    Instant.ofEpochMilli(Long.parseLong(taken)),
                    equals < 0 ? reached : position(parts[i].substring(equals + 1))));
        }
        return new Progress(reached, position(parts[0]), Long.parseLong(parts[1]), marks);
    }

    private static Position position(String text) {
        if (text.equals(NOWHERE)) {
            return Position.START;
        }
        int slash = text.indexOf('/');
        String timestamp = text.substring(0, slash);
        String id = text.substring(slash + 1);
        return new Position(timestamp(timestamp.isEmpty() ? null : timestamp), id(id.isEmpty() ? null : id));
    }

    private static LocalDateTime timestamp(@Nullable Object value) {
        if (value == null) {
            return LocalDateTime.MIN;
        }
        return value instanceof Number millis
                ? LocalDateTime.ofInstant(Instant.ofEpochMilli(millis.longValue()), ZoneOffset.UTC)
                : LocalDateTime.parse(value.toString());
    }

    private static long id(@Nullable Object value) {
        if (value == null) {
            return Long.MIN_VALUE;
        }
        return value instanceof Number number ? number.longValue() : Long.parseLong(value.toString());
    }
}
