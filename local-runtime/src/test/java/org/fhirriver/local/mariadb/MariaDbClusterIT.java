package org.fhirriver.local.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fhirriver.local.ports.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MariaDbClusterIT {

    @TempDir
    private Path folder;

    @Test
    void keepsItsRowsAndItsLogOverARestart() throws Exception {
        var binaries = MariaDbBinaries.in(Path.of("target", "mariadb"));
        var cluster = new MariaDbCluster(binaries, folder.resolve("data"), FreePorts.next(), Map.of());
        List<String> before;
        try (var server = MariaDbServer.start(cluster, folder.resolve("first.log"));
                Connection connection = server.cluster().connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE clinic");
            statement.execute("CREATE TABLE clinic.patient (id INT PRIMARY KEY)");
            statement.execute("INSERT INTO clinic.patient VALUES (7)");
            before = first(statement, "SHOW BINARY LOGS");
        }

        try (var server = MariaDbServer.start(cluster, folder.resolve("second.log"));
                Connection connection = server.cluster().connect("clinic");
                Statement statement = connection.createStatement()) {
            assertThat(first(statement, "SELECT id FROM patient")).containsExactly("7");
            assertThat(first(statement, "SHOW BINARY LOGS")).containsAll(before).hasSizeGreaterThan(before.size());
        }
    }

    private static List<String> first(Statement statement, String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
