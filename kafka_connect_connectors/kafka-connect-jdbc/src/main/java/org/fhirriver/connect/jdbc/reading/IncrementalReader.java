package org.fhirriver.connect.jdbc.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.jdbc.dialect.Dialect;
import org.fhirriver.connect.jdbc.dialect.Sight;
import org.fhirriver.connect.jdbc.resume.Offsets;
import org.fhirriver.connect.jdbc.resume.Position;
import org.fhirriver.connect.jdbc.resume.Progress;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.jspecify.annotations.Nullable;

/** Reads the rows that are new, or changed, since the last time. */
final class IncrementalReader implements TableReader {

    /** Where looking at the overlap takes long, no more than one part in so many of the time goes into it. */
    private static final int OVERLAP_SHARE = 10;

    private static final Duration LONG = Duration.ofMillis(100);

    private final Source source;
    private final JdbcSettings settings;
    private final Dialect dialect;
    private final Records records;
    private final Recent recent = new Recent();

    private @Nullable Progress progress;
    private @Nullable Shape shape;
    private Position floor = Position.START;
    private @Nullable Pass pass;
    private long overlapDueNanos = System.nanoTime();

    /**
     * A reader that goes on.
     *
     * @param progress where to go on; null for a source that was never read
     */
    IncrementalReader(Source source, JdbcSettings settings, Dialect dialect, @Nullable Progress progress) {
        this.source = source;
        this.settings = settings;
        this.dialect = dialect;
        this.records = new Records(source);
        this.progress = progress;
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public List<SourceRecord> next(Connection connection, int most) throws SQLException {
        Pass reading = pass == null ? begin(connection) : pass;
        pass = reading;
        var batch = new ArrayList<SourceRecord>();
        while (reading.hasRow() && batch.size() < most) {
            batch.add(records.of(reading.row(), reading.offset()));
            reading.next();
        }
        Progress reached = reading.progress();
        if (!reading.hasRow()) {
            reading.close();
            pass = null;
            Duration cost = reading.overlapCost();
            overlapDueNanos = System.nanoTime() + (cost.compareTo(LONG) > 0 ? cost.toNanos() * OVERLAP_SHARE : 0);
            if (!batch.isEmpty()) {
                int last = batch.size() - 1;
                batch.set(last, records.withOffset(batch.get(last), Offsets.of(reached)));
            }
        }
        progress = reached;
        recent.add(reading.met());
        return batch;
    }

    private Pass begin(Connection connection) throws SQLException {
        Sight sight = dialect.look(connection);
        if (shape == null) {
            shape = Inspection.of(source, settings, dialect, connection);
            floor = floor(shape, sight.now());
        }
        Progress from = progress == null ? Progress.from(floor) : progress;
        progress = from;
        var context = new Cursor.Context(source, shape, settings.values(), dialect);
        boolean overlapIsDue = System.nanoTime() >= overlapDueNanos;
        var plan = new PassPlan(context, settings.reading(), sight, from, floor, overlapIsDue);
        return new Pass(connection, plan, recent);
    }

    private Position floor(Shape shape, Instant now) {
        OptionalLong initial = settings.reading().initialMillis();
        if (initial.isEmpty() || !settings.reading().mode().usesTimestamp()) {
            return Position.START;
        }
        if (initial.getAsLong() >= 0) {
            return Position.ofTimestamp(timeColumns(shape).local(Instant.ofEpochMilli(initial.getAsLong())));
        }
        // From now on, once: what was read before is not forgotten.
        return progress == null ? Position.ofTimestamp(timeColumns(shape).local(now)) : floor;
    }

    private static TimeColumns timeColumns(Shape shape) {
        if (shape.order() instanceof TimeOrder order) {
            return order.time();
        }
        if (shape.order() instanceof TimeAndIdOrder order) {
            return order.time();
        }
        throw new IllegalStateException("There are no timestamp columns");
    }

    @Override
    public boolean isReading() {
        return pass != null;
    }

    @Override
    public void abandon() {
        pass = null;
        // Tables can be other ones behind a new connection.
        shape = null;
    }
}
