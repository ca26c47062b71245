package org.fhirriver.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.fhirriver.local.mariadb.MariaDbBinaries;
import org.fhirriver.local.mariadb.MariaDbCluster;
import org.fhirriver.local.mariadb.MariaDbServer;
import org.fhirriver.local.ports.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MariaDbSampleIT {

    private static final String SCHEMA = """
            CREATE TABLE users (user_id INT PRIMARY KEY, creator INT NOT NULL REFERENCES person (person_id));
            CREATE TABLE person (person_id INT PRIMARY KEY, name VARCHAR(50), birthdate DATE, dead BOOLEAN,
              creator INT REFERENCES users (user_id));
            """;

    @TempDir
    private static Path serverFolder;

    private static MariaDbServer server;

    @TempDir
    private Path folder;

    private Path sample;
    private SampleDatabase database;

    @BeforeAll
    static void start() throws Exception {
        var cluster = new MariaDbCluster(
                MariaDbBinaries.in(Path.of("target", "mariadb")),
                serverFolder.resolve("data"),
                FreePorts.next(),
                Map.of("sync-binlog", "0"));
        server = MariaDbServer.start(cluster, serverFolder.resolve("log"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void writeSample() throws Exception {
        sample = Files.createDirectories(folder.resolve("clinic/sample"));
        Files.writeString(folder.resolve("clinic/source.yaml"), "database: {url: \"jdbc:mariadb://localhost/clinic\"}");
        Files.writeString(sample.resolve("schema.sql"), SCHEMA);
        Files.writeString(sample.resolve("users.csv"), "user_id,creator\n1,1\n");
        Files.writeString(
                sample.resolve("person.csv"),
                "person_id,name,birthdate,dead,creator\n1,\"Ada, the first ☉\",1815-12-10,0,1\n2,,,1,\n");
        database = SampleDatabase.in(server.cluster(), SampleSource.in(folder).get(0));
        query("DROP DATABASE IF EXISTS clinic", "");
    }

    @Test
    void loadsEveryTableOnce() throws Exception {
        LoadedSample first = database.keep();
        LoadedSample second = database.keep();

        assertThat(first.rows()).containsExactlyInAnyOrderEntriesOf(Map.of("users", 1L, "person", 2L));
        assertThat(second.rows()).isEmpty();
        assertThat(query("SELECT name FROM person WHERE person_id = 1", "clinic"))
                .isEqualTo("Ada, the first ☉");
        assertThat(query("SELECT COUNT(*) FROM person WHERE name IS NULL AND birthdate IS NULL AND dead", "clinic"))
                .isEqualTo("1");
    }

    @Test
    void makesAHalfMadeDatabaseAnew() throws Exception {
        Files.writeString(sample.resolve("users.csv"), "user_id,creator\nmany,1\n");
        assertThatThrownBy(database::keep)
                .isInstanceOf(SampleProblem.class)
                .hasMessageStartingWith("users.csv cannot be loaded")
                .hasMessageNotContaining("many");
        Files.writeString(sample.resolve("users.csv"), "user_id,creator\n1,1\n");

        assertThat(database.keep().count()).isEqualTo(3);
    }

    private static String query(String sql, String name) throws Exception {
        try (Connection connection = server.cluster().connect(name);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
