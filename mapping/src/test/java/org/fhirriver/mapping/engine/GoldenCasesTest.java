package org.fhirriver.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.record.RecordReader;
import org.fhirriver.mapping.source.Problems;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The golden cases of the sample pipelines, without their hooks. */
final class GoldenCasesTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final MappingContext CONTEXT = new MappingContext(Instant.parse("2026-01-02T03:04:05Z"));

    private static final Map<String, CompiledPipeline> COMPILED = new HashMap<>();
    private static Workspace workspace;

    @BeforeAll
    static void compile() {
        workspace = Workspace.read(Path.of("../pipelines"), Map.of());
        PipelineCompiler compiler = new PipelineCompiler(workspace, Map.of());
        Problems problems = new Problems();
        workspace
                .pipelines()
                .forEach((name, pipeline) ->
                        compiler.compile(pipeline, problems).ifPresent(compiled -> COMPILED.put(name, compiled)));
        assertThat(problems.all()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> mapsAsAPersonWroteDown() throws IOException {
        List<Path> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("../pipelines"))) {
            files.filter(file -> file.endsWith("record.json"))
                    .map(Path::getParent)
                    .sorted()
                    .forEach(cases::add);
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .filter(folder -> pipeline(folder).hook() == null)
                .map(folder -> DynamicTest.dynamicTest(
                        folder.getParent().getFileName() + "/" + folder.getFileName(), () -> check(folder)));
    }

    private static Pipeline pipeline(Path folder) {
        String name = folder.getParent().getFileName().toString();
        return Optional.ofNullable(workspace.pipelines().get(name)).orElseThrow(() -> new AssertionError(name));
    }

    private static void check(Path folder) throws IOException {
        Pipeline pipeline = pipeline(folder);
        JsonNode expected = JSON.readTree(Files.readAllBytes(folder.resolve("expected.json")));

        List<JsonNode> actual = new RecordReader(pipeline)
                .read(Files.readAllBytes(folder.resolve("record.json")))
                .fold(record -> written(COMPILED.get(pipeline.name()).map(record.values(), CONTEXT)), refused -> {
                    throw new AssertionError(refused.reason());
                });

        assertThat(pretty(actual)).isEqualTo(pretty(expected));
    }

    private static List<JsonNode> written(Outcome outcome) {
        return outcome.fold(
                mapped -> mapped.resources().stream()
                        .filter(MappedResource.Written.class::isInstance)
                        .map(resource -> node(((MappedResource.Written) resource).json()))
                        .toList(),
                rejected -> {
                    throw new AssertionError(
                            rejected.cause() + " at " + rejected.elementPath() + " " + rejected.position());
                });
    }

    private static JsonNode node(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("not JSON", e);
        }
    }

    private static String pretty(Object value) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(JSON.convertValue(JSON.valueToTree(value), Object.class));
    }
}
