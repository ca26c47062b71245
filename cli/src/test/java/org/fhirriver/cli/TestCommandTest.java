package org.fhirriver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestCommandTest {

    @TempDir
    Path project;

    private Path expected;

    @BeforeEach
    void writeCase() throws IOException {
        Typed.writeClinic(project, "jdbc:none");
        Path folder = project.resolve("pipelines/clinic/tests/clinic-patients/huber");
        Typed.write(
                folder.resolve("record.json"),
                "{\"id\": 1, \"sex\": \"M\", \"born\": \"1970-01-31\", \"family\": \"Huber\", \"given\": \"Josef\"}");
        expected = folder.resolve("expected.json");
    }

    @Test
    void writesDownWhatComesAndFindsItAgain() throws IOException {
        Typed missing = Typed.in(project, "test");
        Typed written = Typed.in(project, "test", "--update");
        Typed found = Typed.in(project, "test");

        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.out()).contains("! clinic-patients/huber").contains("--update");
        assertThat(written.status()).isZero();
        assertThat(Files.readString(expected)).startsWith("[\n  {\n    \"resourceType\": \"Patient\",\n");
        assertThat(found).isEqualTo(new Typed(0, "  * clinic-patients/huber\n1 case, as they are written down.\n", ""));
    }

    @Test
    void showsWhatIsDifferent() throws IOException {
        Typed.in(project, "test", "--update");
        String text = Files.readString(expected);
        // The order of an object's elements means nothing.
        Files.writeString(
                expected,
                text.replace("\"male\"", "\"female\"")
                        .replace("    \"resourceType\": \"Patient\",\n", "")
                        .replace("\"birthDate\"", "\"resourceType\": \"Patient\",\n    \"birthDate\""));

        Typed typed = Typed.in(project, "test");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out())
                .contains("      -     \"gender\": \"female\",\n      +     \"gender\": \"male\",\n")
                .endsWith("1 case, 1 different (- is written down, + is what comes).\n");
        assertThat(typed.out().lines().filter(line -> line.startsWith("      -")))
                .hasSize(1);
    }

    @Test
    void holdsARejectionAgainstItsCause() throws IOException {
        Path record = expected.resolveSibling("record.json");
        Files.writeString(record, Files.readString(record).replace("\"M\"", "\"X\""));

        Typed.in(project, "test", "--update");

        assertThat(expected)
                .content()
                .contains("\"rejected\": \"Patient.gender: The map 'gender' does not have the code")
                .contains("\"element\": \"Patient.gender\"");
        assertThat(Typed.in(project, "test").status()).isZero();
    }

    @Test
    void takesTheCasesOfAPathOnly() throws IOException {
        Path file = project.resolve("pipelines/clinic/patients.yaml");
        Path other = Files.createDirectories(project.resolve("pipelines/clinic/tests/other"));

        assertThat(Typed.in(project, "test", file.toString()).out()).contains("1 case, 1 different");
        assertThat(Typed.in(project, "test", expected.getParent().toString()).out())
                .contains("1 case, 1 different");
        assertThat(Typed.in(project, "test", other.toString())).isEqualTo(new Typed(0, "There are no cases.\n", ""));
    }
}
