package org.fhirriver.hapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.validation.Finding;
import org.fhirriver.hapi.validation.ResourceValidator;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problems;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The golden cases of the sample pipelines, mapped with their hooks, and valid FHIR. */
final class SampleCasesTest {

    private static final Path PIPELINES = Path.of("../pipelines");
    private static final TypeReference<Map<String, Object>> RECORD = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** What {@code river test} takes for now. */
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final Map<String, RecordMapper> MAPPERS = new HashMap<>();

    @BeforeAll
    static void load() {
        Workspace workspace = Workspace.read(PIPELINES, Map.of());
        PipelineMappers loader =
                new PipelineMappers(workspace, Map.of(), Duration.ofSeconds(20), (pipeline, outcome, time) -> {});
        Problems problems = new Problems();
        workspace
                .pipelines()
                .forEach((name, pipeline) ->
                        loader.of(pipeline, problems).ifPresent(mapper -> MAPPERS.put(name, mapper)));
        assertThat(problems.all()).isEmpty();
    }

    @AfterAll
    static void close() {
        MAPPERS.values().forEach(RecordMapper::close);
    }

    @TestFactory
    Stream<DynamicTest> mapsToValidResourcesAsAPersonWroteThemDown() throws IOException {
        List<Path> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PIPELINES)) {
            files.filter(file -> file.endsWith("record.json"))
                    .map(Path::getParent)
                    .sorted()
                    .forEach(cases::add);
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(folder -> DynamicTest.dynamicTest(
                        folder.getParent().getFileName() + "/" + folder.getFileName(), () -> check(folder)));
    }

    private static void check(Path folder) throws Exception {
        String pipeline = folder.getParent().getFileName().toString();
        Map<String, Object> record = JSON.readValue(Files.readAllBytes(folder.resolve("record.json")), RECORD);
        JsonNode expected = JSON.readTree(Files.readAllBytes(folder.resolve("expected.json")));
        RecordEvent.About about = new RecordEvent.About("", pipeline, folder.toString(), NOW, Optional.empty());

        List<JsonNode> actual = new ArrayList<>();
        for (ResourceState state : states(MAPPERS.get(pipeline), new Incoming(about, record))) {
            byte[] json = state.json();
            if (json != null) {
                actual.add(JSON.readTree(json));
                assertThat(ResourceValidator.shared().validate(json))
                        .extracting(Finding::severity)
                        .doesNotContain(Finding.Severity.ERROR);
            }
        }

        assertThat(pretty(actual)).isEqualTo(pretty(expected));
    }

    private static List<ResourceState> states(RecordMapper mapper, Incoming record) throws Exception {
        return mapper.map(record).fold(mapped -> mapped.resources(), rejected -> {
            throw new AssertionError(rejected.cause() + " " + rejected.element());
        });
    }

    private static String pretty(Object value) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(JSON.convertValue(JSON.valueToTree(value), Object.class));
    }
}
