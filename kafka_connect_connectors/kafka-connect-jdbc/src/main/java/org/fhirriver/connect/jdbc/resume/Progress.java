package org.fhirriver.connect.jdbc.resume;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fhirriver.connect.jdbc.dialect.Sight;

/**
 * How far a table has been read.
 *
 * <p>A row can appear behind the place where reading has passed: a lower id commits after a higher one, a clock lags, a
 * timestamp ties. So each read looks again at what lies between the settled place and the one that was reached, and a
 * place settles once no transaction is left that could still write there.
 *
 * @param reached every row up to here that the reads saw has been sent
 * @param settled no row can still appear up to here
 * @param seenBelow rows up to {@code reached} by transactions below this number have been sent; 0 for none
 * @param marks reads whose places have not settled, in their order
 */
public record Progress(Position reached, Position settled, long seenBelow, List<Mark> marks) {

    private static final int MOST_MARKS = 16;

    public Progress {
        marks = List.copyOf(marks);
    }

    /** Nothing has been read behind a position. */
    public static Progress from(Position start) {
        return new Progress(start, start, 0, List.of());
    }

    /**
     * Where to begin to look again.
     *
     * @param byTransaction whether only rows of transactions that were not seen come back from there
     */
    public Position overlapStart(Sight sight, boolean byTransaction, Duration overlap, long ids) {
        Position margin = settled.hasTimestamp() ? settled.back(overlap, 0) : settled;
        if (byTransaction || marks.isEmpty()) {
            return margin;
        }
        // Without a word on who wrote a row, all of the first read would come back. A transaction that was open then is
        // taken to be no older than the overlap, and to have no id further down than configured.
        boolean firstRead = !settled.hasTimestamp() && !settled.hasId();
        return firstRead || !sight.informed()
                ? margin.max(marks.get(0).position().back(overlap, ids))
                : margin;
    }

    /** What holds once the overlap was looked at again by a read that began with a sight, if nothing else is found. */
    public Progress afterOverlap(Sight sight, Duration overlap) {
        Position newlySettled = settled;
        var open = new ArrayList<Mark>();
        for (Mark mark : marks) {
            if (mark.isSettledFor(sight, overlap)) {
                newlySettled = newlySettled.max(mark.position());
            } else {
                open.add(mark);
            }
        }
        return new Progress(reached, newlySettled, sight.informed() ? sight.oldestOpen() : 0, open);
    }

    /** What holds when a read that began with a sight has come to a position. */
    public Progress at(Position position, Sight sight) {
        return new Progress(position, settled, seenBelow, withMark(position, sight.next(), sight.now()));
    }

    private List<Mark> withMark(Position position, long next, Instant now) {
        var all = new ArrayList<>(marks);
        all.add(new Mark(next, now, position));
        if (all.size() > MOST_MARKS) {
            all.remove(indexOfClosest(all));
        }
        return all;
    }

    /** A mark can always be forgotten: its place then settles with the next one. */
    private static int indexOfClosest(List<Mark> marks) {
        int closest = 1;
        long least = Long.MAX_VALUE;
        for (int i = 1; i < marks.size() - 1; i++) {
            long gap = Duration.between(
                            marks.get(i - 1).takenAt(), marks.get(i + 1).takenAt())
                    .toMillis();
            if (gap < least) {
                least = gap;
                closest = i;
            }
        }
        return closest;
    }
}
