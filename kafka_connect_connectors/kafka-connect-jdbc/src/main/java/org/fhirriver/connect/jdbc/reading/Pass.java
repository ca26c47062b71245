package org.fhirriver.connect.jdbc.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.fhirriver.connect.jdbc.resume.Offsets;
import org.fhirriver.connect.jdbc.resume.Position;
import org.fhirriver.connect.jdbc.resume.Progress;
import org.fhirriver.connect.jdbc.rows.Fingerprint;
import org.fhirriver.connect.jdbc.rows.Row;
import org.fhirriver.connect.jdbc.rows.RowReader;
import org.jspecify.annotations.Nullable;

/**
 * One read of a table: first what came to light in the overlap, then what is behind the place that was reached.
 *
 * <p>It always stands on the next row to send, or at its end.
 */
final class Pass implements AutoCloseable {

    private final Connection connection;
    private final PassPlan plan;
    private final Recent recent;
    private final List<Fingerprint> met = new ArrayList<>();
    private final Progress before;
    private final Progress afterOverlap;
    private final Map<String, Object> offsetBefore;
    private final Map<String, Object> offsetAfterOverlap;
    private final Offsets offsets;

    private @Nullable Cursor cursor;
    private @Nullable Supplier<Position> positions;
    private boolean inOverlap;
    private boolean onRow;
    /** Of the row that it stands on. */
    private Position current;
    /** Of the row that was taken last. */
    private Position taken;
    /** Where several rows have one position: the last one of which no row is left. */
    private Position complete;

    private long overlapNanos;

    Pass(Connection connection, PassPlan plan, Recent recent) throws SQLException {
        this.connection = connection;
        this.plan = plan;
        this.recent = recent;
        this.before = plan.progress();
        this.afterOverlap = plan.progressAfterOverlap();
        this.offsetBefore = Offsets.of(before);
        this.offsetAfterOverlap = Offsets.of(afterOverlap);
        this.offsets = Offsets.during(afterOverlap, plan.sight());
        this.current = before.reached();
        this.taken = before.reached();
        this.complete = before.reached();
        if (plan.readsOverlap()) {
            inOverlap = true;
            open(plan.overlapSql(), plan.overlapCondition());
            advanceInOverlap();
        }
        if (!onRow) {
            openNew();
        }
    }

    private void open(String sql, Condition condition) throws SQLException {
        Cursor opened = Cursor.open(connection, plan.context(), sql, condition);
        cursor = opened;
        positions = plan.order().positions(opened.rows());
    }

    private void openNew() throws SQLException {
        closeCursor();
        inOverlap = false;
        open(plan.newSql(), plan.newCondition());
        advance();
    }

    /** Whether there is a row. */
    boolean hasRow() {
        return onRow;
    }

    /** The row that it stands on. */
    Row row() {
        return reader().row();
    }

    /** The offset of the record of the row that it stands on. */
    Map<String, Object> offset() {
        if (inOverlap) {
            return offsetBefore;
        }
        Position safe = plan.order().hasTies() ? complete : current;
        return safe.equals(before.reached()) ? offsetAfterOverlap : offsets.at(safe);
    }

    /** Takes the row that it stands on for sent, and moves to the next. */
    void next() throws SQLException {
        if (plan.mayMeetAgain()) {
            met.add(reader().fingerprint());
        }
        if (!inOverlap) {
            taken = current;
            advance();
            return;
        }
        advanceInOverlap();
        if (!onRow) {
            openNew();
        }
    }

    private void advance() throws SQLException {
        onRow = openCursor().next();
        if (onRow) {
            current = Objects.requireNonNull(positions).get();
            if (!current.equals(taken)) {
                complete = taken;
            }
        }
    }

    private void advanceInOverlap() throws SQLException {
        long start = System.nanoTime();
        do {
            onRow = openCursor().next();
        } while (onRow && recent.has(reader().fingerprint()));
        overlapNanos += System.nanoTime() - start;
    }

    private RowReader reader() {
        return openCursor().rows();
    }

    private Cursor openCursor() {
        return Objects.requireNonNull(cursor, "no cursor is open");
    }

    /** What holds with every row that was taken; at the end, with all of them. */
    Progress progress() {
        if (inOverlap) {
            return before;
        }
        Position safe = onRow && plan.order().hasTies() ? complete : taken;
        return safe.equals(before.reached()) ? afterOverlap : afterOverlap.at(safe, plan.sight());
    }

    /** The rows that were taken since the last call and may be met again. */
    List<Fingerprint> met() {
        List<Fingerprint> copy = List.copyOf(met);
        met.clear();
        return copy;
    }

    /** How long looking at the overlap took. */
    Duration overlapCost() {
        return Duration.ofNanos(overlapNanos);
    }

    private void closeCursor() throws SQLException {
        if (cursor != null) {
            cursor.close();
        }
        cursor = null;
    }

    @Override
    public void close() throws SQLException {
        closeCursor();
        connection.commit();
    }
}
