package org.fhirriver.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

final class PostgresForTestsIT {

    @Test
    void servesADatabaseOfItsOwn() throws Exception {
        try (var postgres = PostgresForTests.start()) {
            String url = postgres.createDatabase("clinic");

            try (var connection = DriverManager.getConnection(url, postgres.user(), postgres.password());
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE patient (id integer PRIMARY KEY, name text)");
                statement.execute("INSERT INTO patient VALUES (1, 'Ada')");
                var rows = statement.executeQuery("SELECT name FROM patient");

                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("Ada");
            }
        }
    }
}
