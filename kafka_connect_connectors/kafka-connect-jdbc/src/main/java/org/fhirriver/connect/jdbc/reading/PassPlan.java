package org.fhirriver.connect.jdbc.reading;

import java.time.Duration;
import java.util.Objects;
import org.fhirriver.connect.jdbc.dialect.Sight;
import org.fhirriver.connect.jdbc.resume.Position;
import org.fhirriver.connect.jdbc.resume.Progress;
import org.fhirriver.connect.jdbc.settings.ReadSettings;

/**
 * What one read does.
 *
 * @param progress what was read before
 * @param floor rows up to here are never read
 * @param overlapIsDue whether to look at the overlap this time
 */
record PassPlan(
        Cursor.Context context,
        ReadSettings settings,
        Sight sight,
        Progress progress,
        Position floor,
        boolean overlapIsDue) {

    /** Without a transaction's number among the rows', the first read has seen none. */
    private boolean byTransaction() {
        return context.shape().writtenSince() != null && progress.seenBelow() > 0;
    }

    Order order() {
        return Objects.requireNonNull(context.shape().order(), "no order");
    }

    private Position overlapStart() {
        Position start = progress.overlapStart(sight, byTransaction(), settings.overlap(), settings.overlapIds());
        return start.compareTo(floor) > 0 ? start : floor;
    }

    boolean readsOverlap() {
        Position start = overlapStart();
        Position reached = progress.reached();
        // A position without ties that is the start itself has been read.
        boolean empty = order().hasTies() ? start.compareTo(reached) > 0 : start.compareTo(reached) >= 0;
        return overlapIsDue && !empty && !settings.overlap().equals(Duration.ZERO) && reached.compareTo(floor) > 0;
    }

    String overlapSql() {
        return select(overlapCondition());
    }

    Condition overlapCondition() {
        Condition between = order().between(overlapStart(), progress.reached());
        if (!byTransaction()) {
            return between;
        }
        long seenBelow = progress.seenBelow() & 0xFFFF_FFFFL;
        String writtenSince = Objects.requireNonNull(context.shape().writtenSince());
        return between.and(Condition.of(writtenSince, (statement, place) -> statement.setLong(place, seenBelow)));
    }

    String newSql() {
        return select(newCondition()) + Suffix.of(settings);
    }

    Condition newCondition() {
        return order().behind(progress.reached(), sight.now().minus(settings.delay()));
    }

    private String select(Condition condition) {
        return "SELECT * FROM " + context.shape().from() + " WHERE " + condition.sql() + " ORDER BY " + order().sql();
    }

    /** What holds when the overlap was looked at; what held before when it is not its turn. */
    Progress progressAfterOverlap() {
        return overlapIsDue ? progress.afterOverlap(sight, settings.overlap()) : progress;
    }

    /** Whether rows that are read now come back when the overlap is looked at next. */
    boolean mayMeetAgain() {
        return context.shape().writtenSince() == null || sight.hasOpen() || !overlapIsDue;
    }
}
