package org.fhirriver.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.postgres.PostgresBinaries;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.postgres.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleDatabaseIT {

    private static final String SCHEMA = """
            CREATE TABLE patients (id integer PRIMARY KEY, name text, birthdate date, note text);
            CREATE TABLE visits (id integer PRIMARY KEY, patient integer NOT NULL REFERENCES patients);
            """;

    @TempDir
    static Path serverFolder;

    private static PostgresServer server;

    @TempDir
    Path folder;

    private SampleSource source;

    @BeforeAll
    static void start() throws Exception {
        var cluster = PostgresCluster.at(
                PostgresBinaries.in(serverFolder.resolve("home")),
                serverFolder.resolve("data"),
                FreePorts.next(),
                Map.of("fsync", "off"));
        server = PostgresServer.start(cluster, serverFolder.resolve("log"));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        server.cluster().delete();
        server.cluster().binaries().delete();
    }

    @BeforeEach
    void writeSample() throws Exception {
        Path sample = Files.createDirectories(folder.resolve("clinic/sample"));
        Files.writeString(sample.resolve("schema.sql"), SCHEMA);
        Files.writeString(sample.resolve("patients.csv"), "id,name,birthdate\n1,\"Ada, the first\",1815-12-10\n2,,\n");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(sample.resolve("visits.csv.gz")))) {
            packed.write("ID,PATIENT\r\n7,1\r\n8,2\r\n".getBytes(StandardCharsets.UTF_8));
        }
        source = SampleSource.in(folder).get(0);
        try (Connection connection = server.cluster().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS clinic");
        }
    }

    @Test
    void loadsEveryTableOnce() throws Exception {
        LoadedSample first = keep();
        LoadedSample second = keep();

        assertThat(first.rows()).containsExactlyInAnyOrderEntriesOf(Map.of("patients", 2L, "visits", 2L));
        assertThat(second.rows()).isEmpty();
        assertThat(query("SELECT name FROM patients WHERE id = 1")).isEqualTo("Ada, the first");
        assertThat(query("SELECT count(*) FROM patients WHERE name IS NULL AND birthdate IS NULL"))
                .isEqualTo("1");
        assertThat(query("SELECT count(*) FROM visits")).isEqualTo("2");
    }

    @Test
    void makesAHalfMadeDatabaseAnew() throws Exception {
        Path visits = folder.resolve("clinic/sample/visits.csv.gz");
        byte[] good = Files.readAllBytes(visits);
        Files.delete(visits);
        Files.writeString(folder.resolve("clinic/sample/visits.csv"), "id,patient\n7,1\nmany,2\n");
        assertThatThrownBy(this::keep).isInstanceOf(SampleProblem.class);

        Files.delete(folder.resolve("clinic/sample/visits.csv"));
        Files.write(visits, good);

        assertThat(keep().count()).isEqualTo(4);
    }

    @Test
    void saysWhereARowDoesNotFitWithoutItsValue() throws Exception {
        Files.writeString(
                folder.resolve("clinic/sample/patients.csv"),
                "id,name,birthdate\n1,Ada,1815-12-10\n2,Eve,first of May\n");

        assertThatThrownBy(this::keep)
                .isInstanceOf(SampleProblem.class)
                .hasMessage("patients.csv, line 3, column birthdate: the value does not fit the column's type");
    }

    @Test
    void saysWhichRowHasTooFewFields() throws Exception {
        Files.writeString(folder.resolve("clinic/sample/patients.csv"), "id,name,birthdate\n1,Ada\n");

        assertThatThrownBy(this::keep)
                .hasMessage("patients.csv has 2 fields in line 2, and 3 column names in its first line");
    }

    @Test
    void saysWhatIsWrongInTheSchema() throws Exception {
        Files.writeString(source.schema(), "CREATE TABLE patients (id integer);\nCREATE TABEL visits (id integer);\n");

        assertThatThrownBy(this::keep).hasMessage(source.schema() + ": syntax error at or near \"TABEL\"");
    }

    @Test
    void takesTheRowsOfAnExportInstead() throws Exception {
        keep();
        Path export = zip(Map.of(
                "output/csv/patients.csv", "Id,NAME,SSN\n5,Eve,999\n",
                "output/csv/payers.csv", "Id\n1\n",
                "__MACOSX/output/csv/._patients.csv", "junk"));

        LoadedSample loaded =
                SampleDatabase.in(server.cluster(), source.with(export)).replace();

        assertThat(loaded.rows()).isEqualTo(Map.of("patients", 1L));
        assertThat(loaded.lacking()).containsExactly("visits");
        assertThat(loaded.ignoredFiles()).containsExactly("output/csv/payers.csv");
        assertThat(loaded.ignoredColumns()).isEqualTo(Map.of("output/csv/patients.csv", List.of("ssn")));
        assertThat(query("SELECT name FROM patients")).isEqualTo("Eve");
        assertThat(SampleDatabase.in(server.cluster(), source.with(export))
                        .replace()
                        .rows())
                .as("the same export again")
                .isEmpty();
        assertThat(keep().lacking()).as("a later start keeps the export").containsExactly("visits");
    }

    @Test
    void refusesAnExportWithATableTwice() throws Exception {
        Path export = zip(Map.of("a/patients.csv", "Id\n1\n", "b/patients.csv", "Id\n1\n"));

        assertThatThrownBy(() ->
                        SampleDatabase.in(server.cluster(), source.with(export)).replace())
                .hasMessageContaining("the table patients twice: a/patients.csv and b/patients.csv");
    }

    @Test
    void noticesThatTheSampleHasChangedAndLeavesTheDatabaseAlone() throws Exception {
        keep();
        Files.writeString(folder.resolve("clinic/sample/patients.csv"), "id,name\n1,Eve\n");

        assertThat(keep().outdated()).isTrue();
        assertThat(query("SELECT count(*) FROM patients")).isEqualTo("2");
    }

    private LoadedSample keep() throws IOException, SQLException {
        return SampleDatabase.in(server.cluster(), source).keep();
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = server.cluster().connect("clinic");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Path zip(Map<String, String> entries) throws IOException {
        Path zip = folder.resolve("export.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }
}
