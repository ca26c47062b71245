package org.fhirriver.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.fhirriver.connect.jdbc.database.Database;
import org.fhirriver.connect.jdbc.database.Tables;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MariaDbTablesIT {

    private static MariaDatabase database;

    @BeforeAll
    static void start() throws SQLException {
        database = MariaDatabase.start();
        database.execute(
                "CREATE TABLE visit (visit_id INT AUTO_INCREMENT PRIMARY KEY, voided TINYINT(1) NOT NULL DEFAULT 0)",
                "CREATE DATABASE other",
                "CREATE TABLE other.secret (id INT PRIMARY KEY)");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static Map<String, String> asReader() {
        Map<String, String> configuration = new HashMap<>(database.configuration());
        configuration.put("connection.user", "reader");
        configuration.put("mode", "incrementing");
        configuration.put("topic.prefix", "t-");
        return configuration;
    }

    @Test
    void looksInTheConnectionsDatabaseOnly() throws SQLException {
        JdbcSettings settings = JdbcSettings.of(asReader());
        var source = new Database(settings.database());
        try (Connection connection = source.open()) {
            assertThat(new Tables(settings.tables(), source.dialect()).find(connection))
                    .containsExactly(new TableId(MariaDatabase.NAME, null, "visit"));
        }
    }

    @Test
    void needsNoMoreThanTheRightToSelect() throws SQLException {
        try (RunningTask task = RunningTask.start(
                        asReader(), new KeptOffsets(), new TableId(MariaDatabase.NAME, null, "visit"));
                Connection slow = database.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO visit () VALUES ()");
            database.execute("INSERT INTO visit () VALUES ()");
            assertThat(RunningTask.field(task.pollAll(), "visit_id")).containsExactly(2);

            slow.commit();

            assertThat(RunningTask.field(task.pollAll(), "visit_id")).containsExactly(1);
        }
    }

    @Test
    void takesAnAddressOfMySql() throws SQLException {
        Map<String, String> configuration = asReader();
        configuration.put("connection.url", database.url().replace("jdbc:mariadb:", "jdbc:mysql:"));
        try (Connection connection = new Database(JdbcSettings.of(configuration).database()).open()) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }
}
