package org.fhirriver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.cli.screen.Screen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {

    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void writePipelines() throws IOException {
        Path clinic = Files.createDirectories(project.resolve("pipelines/clinic"));
        Files.writeString(clinic.resolve("source.yaml"), """
                name: clinic
                timezone: Europe/Vienna
                database: {url: "jdbc:postgresql://localhost/clinic", user: u, password: "${CLINIC_PASSWORD:-}"}
                """);
        Files.writeString(clinic.resolve("patients.yaml"), """
                name: clinic-patients
                key: [id]
                extract: {table: patients}
                resources:
                  - template:
                      resourceType: Patient
                      birthDate: "{{ born }}"
                """);
    }

    @Test
    void saysThatNothingIsWrong() {
        assertThat(check()).isZero();
        assertThat(out.toString(UTF_8)).contains("1 pipelines, nothing wrong.");
    }

    @Test
    void tellsFileLineAndColumnAndWhatWasMeant() throws IOException {
        breakTheTemplate();

        assertThat(check()).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("patients.yaml:7:7: ").contains("birthDate");
    }

    @Test
    void tellsOfTheNamedFileOnly() throws IOException {
        breakTheTemplate();

        assertThat(check(project.resolve("pipelines/clinic/source.yaml").toString()))
                .isZero();
    }

    private void breakTheTemplate() throws IOException {
        Path file = project.resolve("pipelines/clinic/patients.yaml");
        Files.writeString(file, Files.readString(file).replace("birthDate", "birthdate"));
    }

    private int check(String... arguments) {
        PrintStream stream = new PrintStream(out, true, UTF_8);
        Surroundings surroundings = new Surroundings(project, Map.of(), new Screen(stream, Look.PLAIN));
        String[] all = new String[arguments.length + 1];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return RiverCommand.commandLine(surroundings, stream).execute(all);
    }
}
