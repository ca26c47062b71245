package org.fhirriver.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MariaDbForTestsIT {

    private static MariaDbForTests server;

    @BeforeAll
    static void start() {
        server = MariaDbForTests.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void servesADatabaseOfItsOwn() throws Exception {
        String url = server.createDatabase("clinic");

        try (var connection = DriverManager.getConnection(url, server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE patient (id integer PRIMARY KEY, name text)");
            statement.execute("INSERT INTO patient VALUES (1, 'Żaneta')");

            assertThat(text(connection, "SELECT name FROM patient")).isEqualTo("Żaneta");
        }
    }

    @Test
    void keepsALogOfWholeRows() throws Exception {
        try (var connection = server.connect("")) {
            assertThat(text(connection, "SELECT CONCAT(@@log_bin, @@binlog_format, @@binlog_row_image)"))
                    .isEqualTo("ONROWFULL");
        }
    }

    @Test
    void keepsItsUserOutOfTheMachine() throws Exception {
        try (var connection = server.connect("");
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1 INTO OUTFILE '/tmp/out-of-mariadb'"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
