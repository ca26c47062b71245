package org.fhirriver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {

    @TempDir
    Path project;

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @BeforeEach
    void writePipelines() throws IOException {
        Typed.writeClinic(project, url);
    }

    @Test
    void saysThatNothingIsWrong() {
        Typed typed = Typed.in(project, "check");

        assertThat(typed).isEqualTo(new Typed(0, "1 pipeline, nothing wrong.\n", ""));
    }

    @Test
    void tellsFileLineAndColumnAndWhatWasMeant() throws IOException {
        breakTheTemplate();

        Typed typed = Typed.in(project, "check");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).contains("patients.yaml:10:7: ").contains("did you mean 'birthDate'?");
    }

    @Test
    void tellsOfTheNamedFileOnly() throws IOException {
        breakTheTemplate();

        Typed typed = Typed.in(
                project,
                "check",
                project.resolve("pipelines/clinic/source.yaml").toString());

        assertThat(typed.status()).isZero();
    }

    @Test
    void checksAFolderElsewhere() throws IOException {
        Path elsewhere = project.resolve("elsewhere/clinic");
        Typed.write(elsewhere.resolve("source.yaml"), "name: other\ntimezone: UTC\n");
        Typed.write(
                elsewhere.resolve("p.yaml"),
                "name: other-p\nkey: a\nresources: [{template: {resourceType: Pateint}}]\n");

        Typed folder = Typed.in(project, "check", elsewhere.getParent().toString());
        Typed file = Typed.in(project, "check", elsewhere.resolve("p.yaml").toString());

        assertThat(folder.status()).isEqualTo(1);
        assertThat(folder.out()).contains("p.yaml:3:39: ").contains("did you mean 'Patient'?");
        assertThat(file).isEqualTo(folder);
    }

    @Test
    void saysThatThereIsNothingToCheck() {
        Typed typed = Typed.in(project, "check", project.resolve("nowhere").toString());

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.err()).startsWith("There is no ").contains("nowhere");
    }

    @Test
    void comparesWithTheColumnsOfTheDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE patients (id INT, sex CHAR(1), born DATE, family_name TEXT, given TEXT)");
        }

        Typed typed = Typed.in(project, "check", "--source");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out())
                .contains("patients.yaml:11:27: unknown column 'family'")
                .contains("1 problem.");
    }

    @Test
    void saysInOneLineThatADatabaseDoesNotAnswer() throws IOException {
        Typed.writeClinic(project, "jdbc:h2:tcp://localhost:1/none");

        Typed typed = Typed.in(project, "check", "--source");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("The database 'clinic' does not answer")
                .contains("CLINIC_JDBC_URL");
    }

    @Test
    void asksTheDatabasesOfTheNamedFolderOnly() throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE patients (id INT, sex CHAR(1), born DATE, family TEXT, given TEXT)");
        }
        Typed.write(
                project.resolve("pipelines/other/source.yaml"),
                "name: other\ntimezone: UTC\ndatabase: {url: 'jdbc:h2:tcp://localhost:1/none'}\n");
        Typed.write(
                project.resolve("pipelines/other/p.yaml"),
                "name: other-p\nkey: a\nextract: {table: p}\nresources: [{template: {resourceType: Patient}}]\n");

        Typed all = Typed.in(project, "check", "--source");
        Typed clinic = Typed.in(
                project,
                "check",
                "--source",
                project.resolve("pipelines/clinic").toString());

        assertThat(all.out()).contains("The database 'other' does not answer");
        assertThat(clinic).isEqualTo(new Typed(0, "1 pipeline, nothing wrong.\n", ""));
    }

    private void breakTheTemplate() throws IOException {
        Path file = project.resolve("pipelines/clinic/patients.yaml");
        Files.writeString(file, Files.readString(file).replace("birthDate", "birthdate"));
    }
}
