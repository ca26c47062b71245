package org.fhirriver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fhirriver.local.ports.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job as it is shipped: the command with the libraries of its folder, which are not those of a test. */
final class MainJobIT {

    private static final int STORE = 27_017;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void runsTheSamplesAndExportsThem() throws Exception {
        Path project = Path.of("..").toRealPath();
        Path libraries = project.resolve("cli/target/lib/*");
        Path output = folder.resolve("output");
        Path export = folder.resolve("export");
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Driver.project=" + project,
                        "-Driver.terminal=",
                        "-Driver.class.path=" + libraries,
                        "-cp",
                        libraries.toString(),
                        Main.class.getName(),
                        "up",
                        "--batch",
                        "--ephemeral",
                        "--port-offset",
                        String.valueOf(FreePorts.next() - STORE),
                        "--export",
                        export.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().put("RIVER_HOME", folder.resolve("home").toString());

        int status = command.start().waitFor();

        assertThat(status).describedAs(Files.readString(output)).isZero();
        assertThat(lines(export.resolve("Patient.ndjson"))).isEqualTo(130);
        assertThat(filesOf(export))
                .contains("Encounter.ndjson", "Condition.ndjson", "Observation.ndjson", "MedicationRequest.ndjson");
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static List<String> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
