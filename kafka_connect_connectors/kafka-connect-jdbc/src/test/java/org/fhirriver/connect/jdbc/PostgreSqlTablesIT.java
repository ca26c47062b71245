package org.fhirriver.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.connect.jdbc.database.Database;
import org.fhirriver.connect.jdbc.database.Tables;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgreSqlTablesIT {

    private static PostgreSqlDatabase database;

    @BeforeAll
    static void start() throws SQLException {
        database = PostgreSqlDatabase.start();
        database.execute(
                "CREATE TABLE events (id BIGINT GENERATED ALWAYS AS IDENTITY, at DATE NOT NULL, PRIMARY KEY (id, at))"
                        + " PARTITION BY RANGE (at)",
                "CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
                "CREATE TABLE events_2021 PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
                "CREATE TABLE \"Mixed Case\" (id SERIAL PRIMARY KEY, \"from\" TEXT)",
                "CREATE VIEW recent AS SELECT * FROM events");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static Map<String, String> configuration(String... settings) {
        Map<String, String> configuration = new HashMap<>(database.configuration());
        configuration.put("topic.prefix", "t-");
        configuration.put("mode", "incrementing");
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        return configuration;
    }

    private static List<String> tables(String... settings) throws SQLException {
        JdbcSettings read = JdbcSettings.of(configuration(settings));
        var source = new Database(read.database());
        try (Connection connection = source.open()) {
            return new Tables(read.tables(), source.dialect())
                    .find(connection).stream().map(TableId::toString).toList();
        }
    }

    @Test
    void countsAPartitionedTableAsOne() throws SQLException {
        assertThat(tables("schema.pattern", "public")).containsExactly("public.Mixed Case", "public.events");
        assertThat(tables("table.types", "TABLE,VIEW"))
                .containsExactly("public.Mixed Case", "public.events", "public.recent");
        assertThat(tables("schema.pattern", "other")).isEmpty();
    }

    @Test
    void readsThePartitionsOfATableInTheOrderOfTheColumnThatTheDatabaseIncrements() throws SQLException {
        database.execute("INSERT INTO events (at) VALUES ('2021-05-05'), ('2020-05-05')");
        try (RunningTask task = RunningTask.start(
                configuration(), new KeptOffsets(), new TableId(PostgreSqlDatabase.NAME, "public", "events"))) {
            assertThat(RunningTask.field(task.pollAll(), "id")).containsExactly(1L, 2L);

            try (Connection slow = database.connect();
                    Statement statement = slow.createStatement()) {
                slow.setAutoCommit(false);
                statement.execute("INSERT INTO events (at) VALUES ('2020-06-06')");
                database.execute("INSERT INTO events (at) VALUES ('2021-06-06')");
                assertThat(RunningTask.field(task.pollAll(), "id")).containsExactly(4L);
                slow.commit();
            }

            assertThat(task.pollAll())
                    .singleElement()
                    .satisfies(record -> assertThat(record.key()).isEqualTo("[\"3\",\"2020-06-06\"]"));
        }
    }

    @Test
    void quotesNamesThatNeedIt() throws SQLException {
        database.execute("INSERT INTO \"Mixed Case\" (\"from\") VALUES ('x')");
        try (RunningTask task = RunningTask.start(
                configuration("record.key.columns", "from"),
                new KeptOffsets(),
                new TableId(PostgreSqlDatabase.NAME, "public", "Mixed Case"))) {
            assertThat(task.pollAll())
                    .singleElement()
                    .satisfies(record -> assertThat(record.key()).isEqualTo("x"));
        }
    }

    @Test
    void givesDecimalsWithoutAScaleTheirOwnInEachRecord() throws SQLException {
        database.execute(
                "CREATE SCHEMA others",
                "CREATE TABLE others.scales (id INT PRIMARY KEY, n NUMERIC)",
                "INSERT INTO others.scales VALUES (1, 1.5), (2, 1.50), (3, 2.5), (4, NULL), (5, 100)");
        try (RunningTask task = RunningTask.start(
                configuration("incrementing.column.name", "id"),
                new KeptOffsets(),
                new TableId(PostgreSqlDatabase.NAME, "others", "scales"))) {
            var records = task.pollAll();
            assertThat(RunningTask.field(records, "n").stream().map(String::valueOf))
                    .containsExactly("1.5", "1.50", "2.5", "null", "100");
            assertThat(records.get(0).valueSchema()).isEqualTo(records.get(2).valueSchema());
            assertThat(records.get(1).valueSchema().field("n").schema().parameters())
                    .containsEntry("scale", "2");
        }
    }
}
