package org.fhirriver.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pipeline files with one mistake each, marked in the line and with the column where a person would look for it. */
final class BrokenPipelinesTest {

    private static final Pattern MARK = Pattern.compile("# WRONG at ([0-9]+): (.*)");
    private static final Path FILES = Path.of("src/test/resources/broken");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTheOtherFiles() throws IOException {
        Path clinic = Files.createDirectories(folder.resolve("clinic/maps")).getParent();
        Files.writeString(clinic.resolve("source.yaml"), """
                name: clinic
                timezone: Europe/Berlin
                database: {url: "jdbc:postgresql://localhost/clinic"}
                """);
        Files.writeString(clinic.resolve("a-patients.yaml"), """
                name: clinic-patients
                key: [patient_id]
                extract: {table: patients}
                resources:
                  - template: {resourceType: Patient}
                """);
        Files.writeString(clinic.resolve("maps/gender.csv"), "source,target\nM,male\n");
        Files.writeString(clinic.resolve("maps/ranks.csv"), "source,target\nM,major\n");
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void findsTheMistakeInItsPlaceAndNothingElse(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int line = 0;
        while (!MARK.matcher(lines.get(line)).find()) {
            line++;
        }
        Matcher mark = MARK.matcher(lines.get(line));
        assertThat(mark.find()).isTrue();
        String place = "clinic/broken.yaml:" + (line + 1) + ":" + mark.group(1) + ": ";
        Files.copy(file, folder.resolve("clinic/broken.yaml"));

        List<Problem> problems = check();

        assertThat(problems).singleElement().asString().contains(place).contains(mark.group(2));
    }

    @Test
    void coversAtLeastFortyMistakes() throws IOException {
        assertThat(files()).hasSizeGreaterThan(40);
    }

    @Test
    void findsNothingWithoutThem() {
        assertThat(check()).isEmpty();
    }

    private List<Problem> check() {
        return new PipelineCompiler(Workspace.read(folder, Map.of()), Map.of()).check();
    }
}
