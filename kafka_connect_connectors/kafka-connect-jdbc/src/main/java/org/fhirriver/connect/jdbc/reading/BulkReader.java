package org.fhirriver.connect.jdbc.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.jdbc.dialect.Dialect;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.jspecify.annotations.Nullable;

/** Reads all rows each time. */
final class BulkReader implements TableReader {

    private static final Condition ALL = Condition.of("");

    private final Source source;
    private final JdbcSettings settings;
    private final Dialect dialect;
    private final Clock clock;
    private final Records records;

    private @Nullable Cursor cursor;
    private boolean onRow;
    private Map<String, Object> offset = Map.of();

    BulkReader(Source source, JdbcSettings settings, Dialect dialect, Clock clock) {
        this.source = source;
        this.settings = settings;
        this.dialect = dialect;
        this.clock = clock;
        this.records = new Records(source);
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public List<SourceRecord> next(Connection connection, int most) throws SQLException {
        if (cursor == null) {
            begin(connection);
        }
        Cursor rows = Objects.requireNonNull(cursor);
        var batch = new ArrayList<SourceRecord>();
        while (onRow && batch.size() < most) {
            batch.add(records.of(rows.rows().row(), offset));
            onRow = rows.next();
        }
        if (!onRow) {
            rows.close();
            cursor = null;
            connection.commit();
        }
        return batch;
    }

    private void begin(Connection connection) throws SQLException {
        Shape shape = Inspection.of(source, settings, dialect, connection);
        var context = new Cursor.Context(source, shape, settings.values(), dialect);
        String sql = "SELECT * FROM " + shape.from() + Suffix.of(settings.reading());
        Cursor rows = Cursor.open(connection, context, sql, ALL);
        cursor = rows;
        offset = Map.of("bulk", clock.instant().toString());
        onRow = rows.next();
    }

    @Override
    public boolean isReading() {
        return cursor != null;
    }

    @Override
    public void abandon() {
        cursor = null;
    }
}
