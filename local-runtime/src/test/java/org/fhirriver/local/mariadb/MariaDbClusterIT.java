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

    @Test
    void takesWhatADumpOfAnotherServerHas() throws Exception {
        var binaries = MariaDbBinaries.in(Path.of("target", "mariadb"));
        var cluster = new MariaDbCluster(binaries, folder.resolve("data"), FreePorts.next(), Map.of());
        try (var server = MariaDbServer.start(cluster, folder.resolve("mariadb.log"));
                Connection connection = server.cluster().connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE clinic");
            statement.execute("USE clinic");
            statement.execute("CREATE TABLE `obs` (`id` int NOT NULL, `seen` bit(1) DEFAULT b'0', PRIMARY KEY (`id`))"
                    + " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci");
            statement.execute("LOCK TABLES `obs` WRITE");
            statement.execute("/*!40000 ALTER TABLE `obs` DISABLE KEYS */");
            statement.execute("INSERT INTO `obs` VALUES (7,b'1')");
            statement.execute("/*!40000 ALTER TABLE `obs` ENABLE KEYS */");
            statement.execute("UNLOCK TABLES");
            statement.execute("/*!50003 CREATE*/ /*!50017 DEFINER=`openmrs`@`%`*/ /*!50003 TRIGGER seen BEFORE INSERT"
                    + " ON `obs` FOR EACH ROW SET NEW.`seen` = b'1' */");
            statement.execute("/*!50003 CREATE*/ /*!50020 DEFINER=`openmrs`@`%`*/ /*!50003 FUNCTION `one`() RETURNS int"
                    + " RETURN 1 */");
            statement.execute("/*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013 DEFINER=`river`@`127.0.0.1` SQL SECURITY"
                    + " DEFINER */ /*!50001 VIEW `all_obs` AS select `id` from `obs` */");

            assertThat(first(statement, "SELECT `id` FROM `all_obs`")).containsExactly("7");
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
