package org.fhirriver.hapi.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.FhirId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that name several ways to map at once. */
final class PipelineMappersTest {

    private static final String TEMPLATE = """
            name: lab-patients
            key: [id]
            resources:
              - when: "alive"
                template: {resourceType: Patient, gender: "{{ sex }}", name: [{family: "{{ family }}"}]}
            """;

    private static final String MAP = """
            map "http://example.org/fhir/StructureMap/basic" = "basic"
            uses "http://hl7.org/fhir/StructureDefinition/Basic" alias Basic as target
            group main(source src, target tgt : Basic) {
              src.family as f -> tgt.code as c, c.text = f "code";
            }
            """;

    private static final String HOOK = """
            import java.util.*;
            import org.fhirriver.hapi.*;
            import org.hl7.fhir.r4.model.*;
            public class Hook implements ProcessEvent {
                public List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception {
                    event.record().put("family", event.record().get("family") + "!");
                    event.record().put("weight", 1.5);
                    List<Resource> resources = mapping.map(event);
                    resources.removeIf(resource -> resource instanceof Patient);
                    event.delete("Observation", "other");
                    return resources;
                }
            }
            """;

    private final Problems problems = new Problems();
    private final List<RecordMapper> mappers = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSystem() throws IOException {
        write("source.yaml", "name: lab\ntimezone: UTC\n");
    }

    @AfterEach
    void close() {
        mappers.forEach(RecordMapper::close);
    }

    @Test
    void mapsWithTemplatesAloneWithoutTouchingHapi() throws Exception {
        RecordMapper mapper = load(TEMPLATE).orElseThrow();

        assertThat(mapper).isInstanceOf(TemplateMapper.class);
        assertThat(mapper.idsFollowFromTheKey()).isTrue();
        assertThat(mapper.ids(Map.of("id", "7"))).hasToString("[Patient/" + id("Patient") + "]");
        assertThat(mapped(mapper, Map.of("id", 7, "alive", true, "family", "Miller")))
                .containsExactly("{\"resourceType\":\"Patient\",\"id\":\"" + id("Patient")
                        + "\",\"name\":[{\"family\":\"Miller\"}]}");
        assertThat(mapped(mapper, Map.of("id", 7, "alive", false)))
                .containsExactly("Patient/" + id("Patient") + " deleted");
    }

    @Test
    void putsTheResourcesOfTemplatesAndMapsTogether() throws Exception {
        write("basic.map", MAP);
        RecordMapper mapper =
                load("map: {structure-map: basic.map}\n" + TEMPLATE).orElseThrow();

        assertThat(mapped(mapper, Map.of("id", 7, "alive", true, "family", "Miller")))
                .containsExactly(
                        "{\"resourceType\":\"Patient\",\"id\":\"" + id("Patient")
                                + "\",\"name\":[{\"family\":\"Miller\"}]}",
                        "{\"resourceType\":\"Basic\",\"id\":\"" + id("Basic") + "\",\"code\":{\"text\":\"Miller\"}}");
        assertThat(mapper.idsFollowFromTheKey()).isFalse();
    }

    @Test
    void letsAHookChangeWhatBothMadeAndDeletesWhatItLeavesOut() throws Exception {
        write("basic.map", MAP);
        write("Hook.java", HOOK);
        RecordMapper mapper = load("hook: Hook.java\nmap: {structure-map: basic.map}\n" + TEMPLATE)
                .orElseThrow();

        assertThat(mapped(mapper, Map.of("id", 7, "alive", true, "family", "Miller")))
                .containsExactly(
                        "{\"resourceType\":\"Basic\",\"id\":\"" + id("Basic") + "\",\"code\":{\"text\":\"Miller!\"}}",
                        "Patient/" + id("Patient") + " deleted",
                        "Observation/other deleted");
    }

    @Test
    void rejectsWhatTheValidatorRefusesOrSendsItsFindingsAlong() throws Exception {
        String invalid = TEMPLATE.replace("name: [{family", "contact: [{gender: male}], name: [{family");
        Map<String, Object> record = Map.of("id", 7, "alive", true, "family", "Miller");

        Result rejected = map(load("validate: reject\n" + invalid).orElseThrow(), record);
        Result warned = map(load("validate: warn\n" + invalid).orElseThrow(), record);

        assertThat(rejected.fold(mapped -> "mapped", Result.Rejected::cause))
                .startsWith("The validator refuses it: ")
                .contains(" at Patient.contact[0]");
        assertThat(warned.fold(Result.Mapped::resources, none -> List.<ResourceState>of()))
                .singleElement()
                .satisfies(state -> assertThat(new String(state.findings(), UTF_8))
                        .startsWith("{\"resourceType\":\"OperationOutcome\"")
                        .contains("pat-1"));
    }

    @Test
    void notesEveryProblemOfEveryWay() throws Exception {
        write("basic.map", MAP.replace("Basic)", "Basik)"));
        write("Hook.java", HOOK.replace("removeIf", "removeWhen"));

        assertThat(load("hook: Hook.java\nmap: {structure-map: basic.map}\n" + TEMPLATE.replace("gender", "gendre")))
                .isEmpty();
        assertThat(problems.all())
                .extracting(Problem::file)
                .extracting(file -> Path.of(file).getFileName().toString())
                .containsExactlyInAnyOrder("Hook.java", "basic.map", "patients.yaml");
    }

    private Optional<RecordMapper> load(String pipeline) throws IOException {
        write("patients.yaml", pipeline);
        Workspace workspace = Workspace.read(folder, Map.of());
        assertThat(workspace.problems()).isEmpty();
        Optional<RecordMapper> mapper = new PipelineMappers(
                        workspace, Map.of(), Duration.ofSeconds(20), (name, outcome, time) -> {})
                .of(workspace.pipelines().get("lab-patients"), problems);
        mapper.ifPresent(mappers::add);
        return mapper;
    }

    private static Result map(RecordMapper mapper, Map<String, Object> record) throws Exception {
        return mapper.map(new Incoming(
                new RecordEvent.About("lab", "lab-patients", "7", Instant.EPOCH, Optional.empty()), record));
    }

    private static List<String> mapped(RecordMapper mapper, Map<String, Object> record) throws Exception {
        return map(mapper, record)
                .fold(Result.Mapped::resources, rejected -> {
                    throw new AssertionError(rejected.cause());
                })
                .stream()
                .map(state -> state.json() == null ? state.toString() : new String(state.json(), UTF_8))
                .toList();
    }

    private static String id(String name) {
        return FhirId.of("lab", "lab-patients", name, "7");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
