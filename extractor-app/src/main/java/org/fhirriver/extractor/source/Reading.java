package org.fhirriver.extractor.source;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fhirriver.mapping.record.RecordReader;
import org.jspecify.annotations.Nullable;

/** Runs through the rows of a statement and makes chunks of records of them. */
final class Reading {

    /** How many rows a chunk has at most. */
    static final int ROWS = 5_000;

    /** Several chunks are in memory at a time; where they live long enough to be copied, that costs more than they do. */
    private static final int ROWS_WITH_CHILDREN = 2_000;

    private static final long CHARACTERS = 8L * 1024 * 1024;
    private static final int FIRST_FETCH = 200;
    private static final int LARGEST_FETCH = 2_000;
    /** So many rows that are no records say that the pipeline itself is wrong. */
    private static final int MOST_REFUSED = 10_000;

    private final SourceSession session;
    private final Clock clock;
    private final RecordAssembly assembly;

    private final List<Row> rows = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private int rowsAtOnce;
    private long characters;
    private long withoutKey;
    /** Whether a row without a key was read after the position, so that going on there would read it again. */
    private boolean beyondPosition;

    private @Nullable KeyGroup group;
    private @Nullable String position;

    /**
     * A reading that has not begun.
     *
     * @param rowsAtOnce how many rows the first chunk has at most
     */
    Reading(SourceSession session, Clock clock, int rowsAtOnce) {
        this.session = session;
        this.clock = clock;
        this.rowsAtOnce = rowsAtOnce;
        this.assembly = new RecordAssembly(session.children(), new RecordReader(session.pipeline()));
    }

    /**
     * Runs to the end of the rows, or until the sink has enough.
     *
     * @param timeout how long the database may take to begin; zero for as long as it needs
     * @param most how many rows to read at most
     */
    void run(RecordQuery.Statement query, Duration timeout, long most, Chunk.Sink sink)
            throws SQLException, SourceException, TooMuchAtOnceException {
        int[] key = session.key();
        Instant readAt = clock.instant();
        try (ReadAhead ahead = new ReadAhead(assembly, (some, children) -> emit(some, children, readAt, sink));
                PreparedStatement statement = session.rows()
                        .prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
                Cancellation cancellation = new Cancellation(statement)) {
            sink.asking(cancellation);
            Parameter.bind(statement, query.parameters());
            statement.setFetchSize(session.dialect().fetchSize(FIRST_FETCH));
            statement.setQueryTimeout((int) timeout.toSeconds());
            boolean limited = most <= Integer.MAX_VALUE;
            if (limited) {
                statement.setMaxRows((int) most);
            }
            try (ResultSet results = statement.executeQuery()) {
                RowReader reader = RowReader.of(results.getMetaData(), key);
                while (results.next()) {
                    take(reader.read(results));
                    if (isFull() && !beyondPosition) {
                        // MariaDB's driver multiplies fetches by their size to know when the most are reached.
                        if (!limited) {
                            results.setFetchSize(session.dialect().fetchSize(nextFetch()));
                        }
                        if (!ahead.add(taken())) {
                            if (session.dialect().readsOnWhenClosed()) {
                                cancellation.run();
                            }
                            return;
                        }
                    }
                }
            }
            release();
            ahead.end(taken());
        }
    }

    private void take(Row row) throws SourceException {
        if (!row.hasKey()) {
            release();
            beyondPosition = true;
            withoutKey++;
            if (withoutKey > MOST_REFUSED) {
                throw new SourceException.Refused("More than %d rows have no key; is %s the right one?"
                        .formatted(MOST_REFUSED, session.pipeline().key()));
            }
            refused.add(new RefusedRow("", row.values(), "A column of the key is null"));
            return;
        }
        if (group != null && group.takes(row)) {
            group.add(row);
            if (group.doubtful().size() > MOST_REFUSED) {
                throw new SourceException.Refused("More than %d rows have one key; is %s the right one?"
                        .formatted(MOST_REFUSED, session.pipeline().key()));
            }
            return;
        }
        release();
        group = new KeyGroup(row);
    }

    /** Puts the rows of the group that is complete into the chunk. */
    private void release() {
        if (group == null) {
            return;
        }
        for (Row row : group.rows()) {
            rows.add(row);
            characters += row.size();
        }
        List<Row> doubtful = group.doubtful();
        for (Row row : doubtful) {
            refused.add(new RefusedRow(
                    RecordAssembly.key(row),
                    row.values(),
                    "Rows with this key contradict one another; a record is one row"));
            characters += row.size();
        }
        position = RecordAssembly.key(group.last());
        beyondPosition = false;
        group = null;
    }

    private boolean isFull() {
        return rows.size() + refused.size() >= rowsAtOnce || characters >= CHARACTERS;
    }

    private int nextFetch() {
        long each = Math.max(1, characters / Math.max(1, rows.size() + refused.size()));
        return (int) Math.max(10, Math.min(LARGEST_FETCH, CHARACTERS / 2 / each));
    }

    /** What was read since the last time. */
    private ReadAhead.Rows taken() {
        ReadAhead.Rows taken = new ReadAhead.Rows(rows, refused, position);
        rows.clear();
        refused.clear();
        characters = 0;
        return taken;
    }

    private boolean emit(ReadAhead.Rows some, List<ChildLoader.Loaded> children, Instant readAt, Chunk.Sink sink)
            throws SourceException {
        RecordAssembly.Assembled assembled = assembly.assemble(some.rows(), children);
        if (assembly.hasChildren() && !some.rows().isEmpty()) {
            long each = Math.max(1, assembled.size() / some.rows().size());
            rowsAtOnce = (int) Math.max(1, Math.min(ROWS_WITH_CHILDREN, CHARACTERS / each));
        }
        List<RefusedRow> all = new ArrayList<>(some.refused());
        all.addAll(assembled.refused());
        return sink.take(new Chunk(assembled.records(), all, some.position(), readAt));
    }
}
