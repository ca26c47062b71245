package org.fhirriver.mapping.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.source.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OtherMappingTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSystem() throws IOException {
        Files.createDirectories(folder.resolve("maps"));
        Files.writeString(folder.resolve("source.yaml"), "name: lab\ntimezone: UTC\n");
        Files.writeString(folder.resolve("maps/patient.map"), "map \"http://example.org/m\" = m\n");
    }

    @Test
    void readsAStructureMapThatStandsInPlaceOfResources() throws IOException {
        Workspace workspace = read("map: {structure-map: maps/patient.map}", Map.of());

        assertThat(workspace.problems()).isEmpty();
        assertThat(workspace.pipelines().get("lab-patients").other())
                .isInstanceOfSatisfying(
                        OtherMapping.StructureMap.class,
                        map -> assertThat(map.file()).isEqualTo(folder.resolve("maps/patient.map")));
    }

    @Test
    void readsACallWithItsLimitsAndSecretsFromTheEnvironment() throws IOException {
        Workspace workspace = read("""
                map:
                  call:
                    url: ${MAPPER_URL:-http://localhost:8080/map}
                    timeout: 500ms
                    concurrency: 8
                    headers: {Authorization: "Bearer ${TOKEN}"}
                """, Map.of("TOKEN", "secret"));

        assertThat(workspace.problems()).isEmpty();
        assertThat(workspace.pipelines().get("lab-patients").other())
                .isInstanceOfSatisfying(OtherMapping.Call.class, call -> {
                    assertThat(call.url()).isEqualTo(URI.create("http://localhost:8080/map"));
                    assertThat(call.timeout()).isEqualTo(Duration.ofMillis(500));
                    assertThat(call.concurrency()).isEqualTo(8);
                    assertThat(call.headers()).containsEntry("Authorization", "Bearer secret");
                    assertThat(call.unresolved()).isEmpty();
                    assertThat(call).asString().doesNotContain("secret");
                });
    }

    @Test
    void leavesWhatIsNotSetToWhoeverCalls() throws IOException {
        Workspace workspace = read("map: {call: {url: \"${MAPPER_URL}\"}}", Map.of());

        assertThat(workspace.problems()).isEmpty();
        assertThat(workspace.pipelines().get("lab-patients").other())
                .isInstanceOfSatisfying(
                        OtherMapping.Call.class,
                        call -> assertThat(call.unresolved())
                                .extracting(Problem::message)
                                .containsExactly("the environment variable MAPPER_URL is not set"));
    }

    @Test
    void findsEveryMistake() throws IOException {
        assertThat(messages("map: {structure-map: maps/none.map}"))
                .singleElement()
                .asString()
                .startsWith("there is no file 'maps/none.map'");
        assertThat(messages("map: {}")).containsExactly("'map' has either a 'structure-map' or a 'call'");
        assertThat(messages("map: {structure-map: maps/patient.map, call: {url: \"http://a/b\"}}"))
                .containsExactly("'map' has either a 'structure-map' or a 'call'");
        assertThat(messages("map: {call: {timeout: 1m, concurrency: 0, urls: a}}"))
                .hasSize(3);
        assertThat(messages("map: {call: {url: \"http://user:pass@host/b\"}}"))
                .singleElement()
                .asString()
                .startsWith("'url' is an address")
                .doesNotContain("pass@");
    }

    private List<String> messages(String map) throws IOException {
        return read(map, Map.of()).problems().stream().map(Problem::message).toList();
    }

    private Workspace read(String map, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("patients.yaml"), "name: lab-patients\nkey: [id]\n" + map + "\n");
        return Workspace.read(folder, environment);
    }
}
