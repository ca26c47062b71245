package org.fhirriver.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for reading from any database. */
abstract class ReadingContract {

    private final KeptOffsets offsets = new KeptOffsets();
    private final String table = "t" + UUID.randomUUID().toString().substring(0, 8);

    abstract TestDatabase database();

    /** The table's full name, as the database tells it. */
    abstract TableId id(String name);

    /** Whether a restart sends nothing twice, since rows tell which transaction wrote them. */
    abstract boolean knowsWriters();

    /** Whether the database tells which transactions are open. */
    abstract boolean knowsOpenTransactions();

    @BeforeEach
    final void createTable() throws SQLException {
        database()
                .execute("CREATE TABLE " + table
                        + " (id BIGINT NOT NULL PRIMARY KEY, changed TIMESTAMP(3) NOT NULL, name VARCHAR(20))");
    }

    private RunningTask start(String... settings) {
        Map<String, String> configuration = new HashMap<>(database().configuration());
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        return RunningTask.start(configuration, offsets, id(table));
    }

    private RunningTask byId() {
        return start("mode", "incrementing", "incrementing.column.name", "id");
    }

    private RunningTask byTime() {
        return start("mode", "timestamp", "timestamp.column.name", "changed");
    }

    private RunningTask byTimeAndId() {
        return start(
                "mode", "timestamp+incrementing", "timestamp.column.name", "changed", "incrementing.column.name", "id");
    }

    private static LocalDateTime ago(int seconds) {
        return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS).minusSeconds(seconds);
    }

    private String insertion(long id, LocalDateTime changed) {
        return "INSERT INTO " + table + " VALUES (" + id + ", '"
                + changed.toString().replace('T', ' ') + "', 'row " + id + "')";
    }

    private void insert(long id, LocalDateTime changed) throws SQLException {
        database().execute(insertion(id, changed));
    }

    private void insert(long id) throws SQLException {
        insert(id, ago(60));
    }

    private Connection open(String sql) throws SQLException {
        Connection connection = database().connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    private static List<Object> ids(List<SourceRecord> records) {
        return RunningTask.field(records, "id");
    }

    @Test
    void readsRowsOnceAndInTheOrderOfTheirIds() throws SQLException {
        insert(2);
        insert(1);
        try (RunningTask task = byId()) {
            assertThat(ids(task.pollAll())).containsExactly(1L, 2L);

            insert(3);

            assertThat(ids(task.pollAll())).containsExactly(3L);
            assertThat(ids(task.pollAll())).isEmpty();
        }
    }

    @Test
    void readsALowerIdThatCommitsAfterAHigherOne() throws SQLException {
        insert(1);
        try (RunningTask task = byId();
                Connection slow = open(insertion(2, ago(60)))) {
            insert(3);
            assertThat(ids(task.pollAll())).containsExactly(1L, 3L);

            slow.commit();

            assertThat(ids(task.pollAll())).containsExactly(2L);
            assertThat(ids(task.pollAll())).isEmpty();
        }
    }

    @Test
    void readsALowerIdThatCommitsWhileTheTaskIsDown() throws SQLException {
        insert(1);
        Connection slow = open(insertion(2, ago(60)));
        try (RunningTask task = byId()) {
            insert(3);
            assertThat(ids(task.pollAll())).containsExactly(1L, 3L);
        }

        slow.commit();
        slow.close();

        try (RunningTask task = byId()) {
            assertThat(ids(task.pollAll())).contains(2L);
            assertThat(ids(task.pollAll())).isEmpty();
        }
    }

    @Test
    void goesOnBehindTheLastRowAfterARestart() throws SQLException {
        for (int id = 1; id <= 10; id++) {
            insert(id);
        }
        try (RunningTask task =
                start("mode", "incrementing", "incrementing.column.name", "id", "batch.max.rows", "3")) {
            task.poll().forEach(offsets::commit);
            // These are read and never committed: the worker is killed.
            assertThat(ids(task.poll())).containsExactly(4L, 5L, 6L);
        }

        try (RunningTask task = byId()) {
            List<Object> ids = ids(task.pollAll());
            assertThat(ids).contains(4L, 5L, 6L, 7L, 8L, 9L, 10L);
            if (knowsWriters()) {
                assertThat(ids).doesNotContain(1L, 2L, 3L);
            }
        }
    }

    @Test
    void findsARowOfALongTransactionThatWasOpenAtTheFirstRead() throws SQLException {
        org.junit.jupiter.api.Assumptions.assumeTrue(knowsOpenTransactions());
        insert(1);
        try (RunningTask task =
                        start("mode", "incrementing", "incrementing.column.name", "id", "overlap.interval.ms", "1");
                Connection slow = open(insertion(2, ago(60)))) {
            for (int id = 3; id < 8; id++) {
                insert(id);
                assertThat(ids(task.pollAll())).contains((long) id);
            }

            slow.commit();

            assertThat(ids(task.pollAll())).contains(2L);
        }
    }

    @Test
    void readsRowsOfOneMomentThatCommitOneAfterTheOther() throws SQLException {
        LocalDateTime moment = ago(100);
        insert(2, moment);
        try (RunningTask task = byTime()) {
            assertThat(ids(task.pollAll())).containsExactly(2L);

            insert(1, moment);
            insert(3, moment);

            assertThat(ids(task.pollAll())).containsExactlyInAnyOrder(1L, 3L);
            assertThat(ids(task.pollAll())).isEmpty();
        }
    }

    @Test
    void losesNoRowOfAMomentInWhichTheTaskIsKilled() throws SQLException {
        LocalDateTime moment = ago(100);
        insert(1, ago(200));
        for (int id = 2; id <= 8; id++) {
            insert(id, moment);
        }
        var committed = new ArrayList<Object>();
        try (RunningTask task = start("mode", "timestamp", "timestamp.column.name", "changed", "batch.max.rows", "3")) {
            List<SourceRecord> records = task.poll();
            records.forEach(offsets::commit);
            committed.addAll(ids(records));
            task.poll();
        }

        try (RunningTask task = byTime()) {
            committed.addAll(ids(task.pollAll()));
        }

        assertThat(committed).contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void readsARowFromAClockThatLags() throws SQLException {
        insert(1, ago(10));
        try (RunningTask task = byTime()) {
            assertThat(ids(task.pollAll())).containsExactly(1L);

            insert(2, ago(50));

            assertThat(ids(task.pollAll())).containsExactly(2L);
            assertThat(ids(task.pollAll())).isEmpty();
        }
    }

    @Test
    void readsAChangedRowAgain() throws SQLException {
        insert(1, ago(100));
        insert(2, ago(90));
        try (RunningTask task = byTimeAndId()) {
            assertThat(ids(task.pollAll())).containsExactly(1L, 2L);

            database()
                    .execute("UPDATE " + table + " SET name = 'new', changed = '"
                            + ago(5).toString().replace('T', ' ') + "' WHERE id = 1");

            List<SourceRecord> records = task.pollAll();
            assertThat(ids(records)).containsExactly(1L);
            assertThat(RunningTask.field(records, "name")).containsExactly("new");
        }
    }

    @Test
    void readsALowerIdOfTheSameMoment() throws SQLException {
        LocalDateTime moment = ago(100);
        insert(5, moment);
        try (RunningTask task = byTimeAndId()) {
            assertThat(ids(task.pollAll())).containsExactly(5L);

            insert(4, moment);
            insert(6, moment);

            assertThat(ids(task.pollAll())).containsExactlyInAnyOrder(4L, 6L);
            assertThat(ids(task.pollAll())).isEmpty();
        }
    }

    @Test
    void resumesWithinAMomentWhenIdsTellItsRowsApart() throws SQLException {
        LocalDateTime moment = ago(100);
        for (int id = 1; id <= 8; id++) {
            insert(id, moment);
        }
        try (RunningTask task = start(
                "mode", "timestamp+incrementing",
                "timestamp.column.name", "changed",
                "incrementing.column.name", "id",
                "batch.max.rows", "3")) {
            task.poll().forEach(offsets::commit);
        }

        try (RunningTask task = byTimeAndId()) {
            List<Object> ids = ids(task.pollAll());
            assertThat(ids).contains(4L, 5L, 6L, 7L, 8L);
            if (knowsWriters()) {
                assertThat(ids).hasSize(5);
            }
        }
    }

    @Test
    void leavesRowsOfTheFutureForLater() throws SQLException {
        insert(1, ago(10));
        insert(2, ago(-3_600));
        try (RunningTask task = byTime()) {
            assertThat(ids(task.pollAll())).containsExactly(1L);
        }
    }

    @Test
    void waitsForRowsToBeOldEnough() throws SQLException {
        insert(1, ago(100));
        insert(2, ago(10));
        try (RunningTask task = start(
                "mode", "timestamp", "timestamp.column.name", "changed", "timestamp.delay.interval.ms", "50000")) {
            assertThat(ids(task.pollAll())).containsExactly(1L);
        }
    }

    @Test
    void beginsAtTheInitialMoment() throws SQLException {
        insert(1, ago(100));
        insert(2, ago(10));
        long initial = ago(50).toInstant(ZoneOffset.UTC).toEpochMilli();
        try (RunningTask task =
                start("mode", "timestamp", "timestamp.column.name", "changed", "timestamp.initial", "" + initial)) {
            assertThat(ids(task.pollAll())).containsExactly(2L);
            assertThat(ids(task.pollAll())).isEmpty();
        }
    }

    @Test
    void readsEverythingAgainInBulk() throws SQLException {
        insert(1);
        insert(2);
        try (RunningTask task = start("mode", "bulk")) {
            assertThat(ids(task.poll())).containsExactlyInAnyOrder(1L, 2L);
            assertThat(ids(task.poll())).containsExactlyInAnyOrder(1L, 2L);
        }
    }

    @Test
    void readsAQueryWithAConditionOfItsOwn() throws SQLException {
        insert(1);
        insert(2);
        insert(3);
        Map<String, String> configuration = new HashMap<>(database().configuration());
        configuration.put("query", "SELECT id AS number, name FROM " + table + " WHERE id <> 2;");
        configuration.put("mode", "incrementing");
        configuration.put("incrementing.column.name", "number");
        configuration.put("record.key.columns", "number");
        try (RunningTask task = RunningTask.start(configuration, offsets)) {
            List<SourceRecord> records = task.pollAll();
            assertThat(records).extracting(SourceRecord::key).containsExactly("1", "3");
            assertThat(records).extracting(SourceRecord::topic).containsOnly("t-");

            insert(4);

            assertThat(task.pollAll()).extracting(SourceRecord::key).containsExactly("4");
        }
    }

    @Test
    void givesEachTableItsOwnTopicAndKey() throws SQLException {
        insert(1);
        try (RunningTask byPrimaryKey = byId()) {
            SourceRecord record = byPrimaryKey.pollAll().get(0);
            assertThat(record.topic()).isEqualTo("t-" + table);
            assertThat(record.key()).isEqualTo("1");
        }
        try (RunningTask byTwoColumns = start("mode", "bulk", "record.key.columns", table + ":name,id;other:x")) {
            assertThat(byTwoColumns.poll().get(0).key()).isEqualTo("[\"row 1\",\"1\"]");
        }
    }

    @Test
    void hasNoKeyWithoutAllItsParts() throws SQLException {
        database().execute("INSERT INTO " + table + " (id, changed) VALUES (1, '2020-01-01 00:00:00')");
        try (RunningTask task = start("mode", "bulk", "record.key.columns", "id,name")) {
            assertThat(task.poll().get(0).key()).isNull();
        }
    }

    @Test
    void streamsManyRowsInBatches() throws SQLException {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int id = 1; id <= 5_000; id++) {
                statement.addBatch(insertion(id, ago(1_000)));
            }
            statement.executeBatch();
            connection.commit();
        }
        try (RunningTask task =
                start("mode", "incrementing", "incrementing.column.name", "id", "batch.max.rows", "700")) {
            assertThat(task.poll()).hasSize(700);
            assertThat(task.pollAll()).hasSize(4_300);
        }
    }
}
