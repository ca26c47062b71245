package org.fhirriver.extractor.source;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.fhirriver.mapping.pipeline.Pipeline;

/** Reads the records of many keys together; where that does not work, it finds out by halves which key is to blame. */
final class Rereading {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final SourceDatabase database;
    private final Pipeline pipeline;
    private final Clock clock;
    private final List<SourceRecord> records = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();

    Rereading(SourceDatabase database, Pipeline pipeline, Clock clock) {
        this.database = database;
        this.pipeline = pipeline;
        this.clock = clock;
    }

    Reread read(List<String> keys) throws SourceException {
        some(keys);
        Set<String> gone = new LinkedHashSet<>(keys);
        gone.removeAll(seen);
        return new Reread(records, gone, refused);
    }

    private void some(List<String> keys) throws SourceException {
        try (SourceSession session = SourceSession.open(database, pipeline)) {
            if (!session.query().findsKeys()) {
                keys.forEach(key ->
                        refuse(key, "The key is text in the database and declared as another type: it finds no row"));
                return;
            }
            if (!together(session, keys)) {
                half(keys);
            }
        } catch (SQLException e) {
            // What the database says of the table or query itself: no key is to blame.
            throw failure(e);
        }
    }

    /** Reads the keys with one statement; false when that failed for what is in the rows, or is too much at once. */
    private boolean together(SourceSession session, List<String> keys) throws SourceException {
        for (String key : keys) {
            if (!session.query().isKey(key)) {
                refuse(key, "The text of the key does not fit the type of its columns");
            }
        }
        var statement = session.query().byKeys(keys);
        if (statement.isEmpty()) {
            return true;
        }
        List<SourceRecord> found = new ArrayList<>();
        List<RefusedRow> bad = new ArrayList<>();
        try {
            new Reading(session, clock, Reading.ROWS).run(statement.get(), WITHIN, Long.MAX_VALUE, chunk -> {
                found.addAll(chunk.records());
                bad.addAll(chunk.refused());
                return true;
            });
        } catch (TooMuchAtOnceException e) {
            if (keys.size() == 1) {
                refuse(keys.get(0), "The children of the record are too many to be read");
                return true;
            }
            return false;
        } catch (SQLException e) {
            SourceException failure = failure(e);
            if (!(failure instanceof SourceException.Refused)) {
                throw failure;
            }
            if (keys.size() == 1) {
                refuse(keys.get(0), Objects.requireNonNullElse(failure.getMessage(), ""));
                return true;
            }
            return false;
        }
        records.addAll(found);
        found.forEach(record -> seen.add(record.key().text()));
        refused.addAll(bad);
        bad.forEach(row -> seen.add(row.key()));
        return true;
    }

    private void half(List<String> keys) throws SourceException {
        int middle = keys.size() / 2;
        some(keys.subList(0, middle));
        some(keys.subList(middle, keys.size()));
    }

    private void refuse(String key, String cause) {
        seen.add(key);
        refused.add(Reread.unreadable(key, cause));
    }

    private SourceException failure(SQLException e) {
        return SourceException.ofReading(database.name(), pipeline.name(), e);
    }
}
