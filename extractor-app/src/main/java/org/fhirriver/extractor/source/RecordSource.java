package org.fhirriver.extractor.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.KeysQuery;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/** The records of a pipeline in its source database. */
public final class RecordSource {

    /** How many records a single call reads at most. */
    public static final int MOST_AT_ONCE = 10_000;

    private static final int FIRST_WITH_CHILDREN = 500;
    private static final Duration SINGLE = Duration.ofSeconds(30);
    private static final Duration COUNTING = Duration.ofSeconds(30);

    private final SourceDatabase database;
    private final Pipeline pipeline;
    private final Clock clock;

    public RecordSource(SourceDatabase database, Pipeline pipeline, Clock clock) {
        this.database = database;
        this.pipeline = pipeline;
        this.clock = clock;
    }

    /**
     * The records that a single call asks for, in the order of their keys.
     *
     * @param value what the select columns hold, in canonical text
     * @throws WrongTypeException when the text is no value of the columns' types
     * @throws TooManyRecordsException when it is more than a single call can answer with
     */
    public Chunk matching(String value) throws SourceException {
        try (SourceSession session = SourceSession.open(database, pipeline)) {
            return gathered(session, session.query().matching(value));
        } catch (TooMuchAtOnceException e) {
            throw new TooManyRecordsException(MOST_AT_ONCE);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private Chunk gathered(SourceSession session, RecordQuery.Statement statement)
            throws SQLException, SourceException, TooMuchAtOnceException {
        List<SourceRecord> records = new ArrayList<>();
        List<RefusedRow> refused = new ArrayList<>();
        Instant readAt = clock.instant();
        new Reading(session, clock, MOST_AT_ONCE).run(statement, SINGLE, Long.MAX_VALUE, chunk -> {
            records.addAll(chunk.records());
            refused.addAll(chunk.refused());
            if (records.size() + refused.size() > MOST_AT_ONCE) {
                throw new TooManyRecordsException(MOST_AT_ONCE);
            }
            return true;
        });
        return new Chunk(records, refused, null, readAt);
    }

    /**
     * The record key that a text stands for.
     *
     * @throws WrongTypeException when the text is no value of the key columns' types
     */
    public RecordKey key(String value) throws SourceException {
        try (SourceSession session = SourceSession.open(database, pipeline)) {
            return session.query().key(value);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Reads records in the order of their keys, a chunk at a time, in memory that does not grow with their number.
     *
     * @param filters what limits them
     * @param after the position to go on after; null to begin at the beginning
     * @param most how many rows to read at most
     */
    public void read(Filters filters, @Nullable String after, long most, Chunk.Sink sink) throws SourceException {
        int rowsAtOnce = pipeline.extraction().children().isEmpty() ? Reading.ROWS : FIRST_WITH_CHILDREN;
        Progress progress = new Progress(after, sink);
        while (true) {
            try (SourceSession session = SourceSession.open(database, pipeline)) {
                RecordQuery.Statement query = session.query().all(filters, progress.position);
                new Reading(session, clock, rowsAtOnce).run(query, Duration.ZERO, most - progress.rows, progress);
                return;
            } catch (TooMuchAtOnceException e) {
                rowsAtOnce = Math.max(1, rowsAtOnce / 10);
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }

    /** Remembers how far a reading has come. */
    private static final class Progress implements Chunk.Sink {

        private final Chunk.Sink sink;
        private @Nullable String position;
        private long rows;

        Progress(@Nullable String position, Chunk.Sink sink) {
            this.position = position;
            this.sink = sink;
        }

        @Override
        public boolean take(Chunk chunk) throws SourceException {
            boolean more = sink.take(chunk);
            position = chunk.position();
            rows += chunk.size();
            return more;
        }

        @Override
        public void asking(Runnable cancel) {
            sink.asking(cancel);
        }
    }

    /**
     * A chunk with some of its records read again, as they are now; those that are gone now are left out.
     *
     * @param outdated which ones to read again
     */
    public Chunk renewed(Chunk chunk, Predicate<RecordKey> outdated) throws SourceException {
        List<RecordKey> keys =
                chunk.records().stream().map(SourceRecord::key).filter(outdated).toList();
        if (keys.isEmpty()) {
            return chunk;
        }
        List<SourceRecord> records = new ArrayList<>(chunk.records());
        records.removeIf(record -> outdated.test(record.key()));
        List<RefusedRow> refused = new ArrayList<>(chunk.refused());
        again(keys.stream().map(RecordKey::text).toList()).values().forEach(again -> {
            records.addAll(again.records());
            refused.addAll(again.refused());
        });
        return new Chunk(records, refused, chunk.position(), chunk.readAt());
    }

    /**
     * What the database has for keys now.
     *
     * @param keys texts of record keys
     * @return a chunk for each key; an empty one when there is nothing any more, and none for a text that is no value of
     *     the key columns' types
     */
    public Map<String, Chunk> again(Collection<String> keys) throws SourceException {
        Map<String, Chunk> found = new LinkedHashMap<>();
        try (SourceSession session = SourceSession.open(database, pipeline)) {
            for (String key : keys) {
                Optional<RecordQuery.Statement> statement = session.query().byKeyIfFits(key);
                if (statement.isPresent()) {
                    found.put(key, gathered(session, statement.get()));
                }
            }
        } catch (TooMuchAtOnceException e) {
            throw new TooManyRecordsException(MOST_AT_ONCE);
        } catch (SQLException e) {
            throw failure(e);
        }
        return found;
    }

    /**
     * What the database has for many keys now, asked for together. A key whose row cannot be read is told of, and the
     * others are read.
     *
     * @param keys texts of record keys, some hundred at most
     */
    public Reread reread(Collection<String> keys) throws SourceException {
        Rereading rereading = new Rereading(database, pipeline, clock);
        return rereading.read(List.copyOf(keys));
    }

    /**
     * Runs a query for keys.
     *
     * @param values the values of the columns that the query names, some hundred at most
     * @param sink takes the texts of the keys that are found, which may be the same several times
     */
    public void search(KeysQuery query, Map<String, List<Object>> values, Consumer<String> sink)
            throws SourceException {
        try (SourceSession session = SourceSession.open(database, pipeline)) {
            new KeySearch(session).run(query, values, sink);
        } catch (SQLException e) {
            if (mayBeMissing(e)) {
                return;
            }
            throw SourceException.of(
                    database.name(), "a query under touched-by of pipeline '" + pipeline.name() + "'", e);
        }
    }

    /**
     * Finds the records with a moment between two others, the first of them excluded.
     *
     * @param column the column with the moments
     * @param sink takes the texts of their keys
     */
    public void due(String column, Instant from, Instant until, Consumer<String> sink) throws SourceException {
        try (SourceSession session = SourceSession.open(database, pipeline)) {
            new KeySearch(session).run(session.query().due(column, from, until, pipeline.zone()), sink);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The transactions that the database shows to readers now; empty for databases that do not number them. */
    public Optional<VisibleTransactions> visibleTransactions() throws SourceException {
        try (Connection connection = database.connect()) {
            return VisibleTransactions.of(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * Whether the text of a record's key finds its row: not where the key is declared as a number or a date and the
     * database has text, which may be written in many ways.
     */
    public boolean findsKeys() throws SourceException {
        try (SourceSession session = SourceSession.open(database, pipeline)) {
            return session.query().findsKeys();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The names of the columns, as the database has them, without children; none where it may lack the table, and does. */
    public List<String> columns() throws SourceException {
        try (Connection connection = database.connect()) {
            return labels(Relation.of(connection, Dialect.of(connection), pipeline));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The names of the columns of a child's rows, as the database has them; none where it may lack the table, and does. */
    public List<String> columns(Extraction.Child child) throws SourceException {
        try (Connection connection = database.connect()) {
            return labels(
                    Relation.ofQuery(connection, Dialect.of(connection), child.sql(), child.ifMissing(), child.on()));
        } catch (SQLException e) {
            throw SourceException.of(
                    database.name(),
                    "the reading of '%s' of pipeline '%s'".formatted(child.name(), pipeline.name()),
                    e);
        }
    }

    private static List<String> labels(Relation relation) {
        return relation.mayHaveRows() ? relation.labels() : List.of();
    }

    /** The names of the columns of another table, as the database has them; empty where it may be missing, and is. */
    public Optional<List<String>> columns(String table) throws SourceException {
        try (Connection connection = database.connect()) {
            return Optional.of(
                    Relation.ofTable(connection, Dialect.of(connection), table).labels());
        } catch (SQLException e) {
            if (mayBeMissing(e)) {
                return Optional.empty();
            }
            throw SourceException.of(
                    database.name(), "the table '%s' of pipeline '%s'".formatted(table, pipeline.name()), e);
        }
    }

    /** The names of the columns that a query for keys gives; empty where a table may be missing, and is. */
    public Optional<List<String>> columns(KeysQuery query) throws SourceException {
        try (Connection connection = database.connect()) {
            return Optional.of(Relation.ofQuery(connection, Dialect.of(connection), query.sql(column -> "NULL"))
                    .labels());
        } catch (SQLException e) {
            if (mayBeMissing(e)) {
                return Optional.empty();
            }
            throw SourceException.of(
                    database.name(), "a query under touched-by of pipeline '" + pipeline.name() + "'", e);
        }
    }

    /** Whether the database lacks something that the pipeline, or one of its children, can do without. */
    private boolean mayBeMissing(SQLException failure) {
        Extraction extraction = pipeline.extraction();
        boolean without = extraction.reading() instanceof Extraction.Query query
                && (!(query.ifMissing() instanceof Extraction.Fails)
                        || extraction.children().stream()
                                .anyMatch(child -> !(child.ifMissing() instanceof Extraction.Fails)));
        return without && SqlStates.isMissing(failure);
    }

    /** How many records there are, if the database can tell within seconds. */
    public OptionalLong count(Filters filters) throws SourceException {
        try (SourceSession session = SourceSession.open(database, pipeline)) {
            RecordQuery.Statement query = session.query().count(filters);
            try (PreparedStatement statement = session.rows().prepareStatement(query.sql())) {
                Parameter.bind(statement, query.parameters());
                statement.setQueryTimeout((int) COUNTING.toSeconds());
                try (ResultSet count = statement.executeQuery()) {
                    return count.next()
                            ? OptionalLong.of(Math.min(count.getLong(1), filters.limit()))
                            : OptionalLong.empty();
                }
            }
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Checks that filters fit the columns, asking the database for nothing else.
     *
     * @throws WrongTypeException when a value does not fit its column
     */
    public void check(Filters filters) throws SourceException {
        try (SourceSession session = SourceSession.open(database, pipeline)) {
            session.query().all(filters, null);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private SourceException failure(SQLException e) {
        return SourceException.ofReading(database.name(), pipeline.name(), e);
    }
}
