package org.fhirriver.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.mapping.identity.IdRule;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.typed.ReferenceTypes;
import org.fhirriver.messages.FhirId;
import org.fhirriver.messages.ResourceKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompiledPipelineTest {

    private static final MappingContext CONTEXT = new MappingContext(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSystem() throws IOException {
        Files.createDirectories(folder.resolve("clinic"));
        Files.writeString(folder.resolve("clinic/source.yaml"), "name: clinic\ntimezone: America/New_York\n");
    }

    @Test
    void mapsARecordToAllOfItsResources() throws IOException {
        CompiledPipeline visits = compile(
                "name: clinic-visits",
                "key: [visit_id]",
                "resources:",
                "  - template: {resourceType: Encounter, status: finished, class: {code: AMB}, period: {start: \"{{ start }}\"}}",
                "  - id: patient_uuid",
                "    when: patient_uuid.exists() and gone.exists().not()",
                "    template: {resourceType: Patient, birthDate: \"{{ born }}\"}");
        String encounter = FhirId.of("clinic", "clinic-visits", "Encounter", "7");

        Outcome outcome = visits.map(
                Map.of("visit_id", 7, "start", "2020-01-31T12:00:00", "patient_uuid", "u-1", "born", "1990"), CONTEXT);

        assertThat(text(outcome))
                .isEqualTo("{\"resourceType\":\"Encounter\",\"id\":\"" + encounter + "\",\"status\":\"finished\","
                        + "\"class\":{\"code\":\"AMB\"},\"period\":{\"start\":\"2020-01-31T12:00:00-05:00\"}}\n"
                        + "{\"resourceType\":\"Patient\",\"id\":\"u-1\",\"birthDate\":\"1990\"}\n");
        assertThat(text(visits.map(Map.of("visit_id", 7, "patient_uuid", "u-1", "gone", true), CONTEXT)))
                .endsWith("deleted Patient/u-1\n");
        assertThat(visits.ids(Map.of("visit_id", 7, "patient_uuid", "u-1")))
                .containsExactly(new ResourceKey("Encounter", encounter), new ResourceKey("Patient", "u-1"));
    }

    @Test
    void rejectsARecordAsAWhole() throws IOException {
        CompiledPipeline visits = compile(
                "name: clinic-visits",
                "key: [visit_id]",
                "resources:",
                "  - template: {resourceType: Patient}",
                "  - template: {resourceType: Person, birthDate: \"{{ born }}\"}");

        assertThat(text(visits.map(Map.of("visit_id", 7, "born", "soon"), CONTEXT)))
                .isEqualTo("text does not convert to date at Person.birthDate");
        assertThat(text(visits.map(Map.of("born", "1990"), CONTEXT)))
                .isEqualTo("the columns that the id follows from are empty at Patient.id");
        assertThat(visits.ids(Map.of("born", "1990"))).isEmpty();
    }

    @Test
    void rejectsARecordOfWhichTwoResourcesWouldBeOne() throws IOException {
        CompiledPipeline visits = compile(
                "name: clinic-visits",
                "key: [visit_id]",
                "resources:",
                "  - {name: mother, id: mother, template: {resourceType: Patient}}",
                "  - {name: child, id: child, when: child.exists(), template: {resourceType: Patient}}");

        assertThat(text(visits.map(Map.of("visit_id", 7, "mother", "p-1", "child", "p-1"), CONTEXT)))
                .isEqualTo("another resource of the record has the same id at Patient.id");
        assertThat(text(visits.map(Map.of("visit_id", 7, "mother", "p-1", "child", "p-2"), CONTEXT)))
                .contains("\"id\":\"p-1\"", "\"id\":\"p-2\"");
    }

    @Test
    void theTimeOfARecordIsWhenItWasRead() throws IOException {
        CompiledPipeline visits = compile(
                "name: clinic-visits",
                "key: [visit_id]",
                "resources:",
                "  - template: {resourceType: Patient, deceasedDateTime: \"{{ now() }}\", birthDate: \"{{ today() }}\"}");

        assertThat(text(visits.map(Map.of("visit_id", 7), CONTEXT)))
                .contains("\"birthDate\":\"2026-01-01\",\"deceasedDateTime\":\"2026-01-01T22:04:05-05:00\"");
    }

    @Test
    void anIdFollowsFromTheColumnsThatAReferenceKnows() throws IOException {
        CompiledPipeline visits = compile(
                "name: clinic-visits",
                "key: [visit_id]",
                "resources:",
                "  - template: {resourceType: Encounter, status: finished, class: {code: AMB}}",
                "  - {id: \"kind + '-' + visit_id.toString()\", template: {resourceType: Patient}}");
        Problems problems = new Problems();

        List<IdRule> rules = visits.pipeline().resources().stream()
                .map(rule -> IdRule.of(visits.pipeline(), rule, FhirPath.standard(), problems))
                .toList();

        assertThat(problems.all()).isEmpty();
        assertThat(rules.get(0).id(List.of(7)))
                .isEqualTo(Optional.of(
                        visits.ids(Map.of("visit_id", 7, "kind", "a")).get(0).id()));
        assertThat(rules.get(1).columns()).containsExactly("kind", "visit_id");
        assertThat(rules.get(1).id(List.of("a", 7))).contains("a-7");
    }

    private CompiledPipeline compile(String... lines) throws IOException {
        Files.writeString(folder.resolve("clinic/visits.yaml"), String.join("\n", lines));
        Workspace workspace = Workspace.read(folder, Map.of());
        assertThat(workspace.problems()).isEmpty();
        Problems problems = new Problems();
        return CompiledPipeline.compile(
                        workspace.pipelines().get("clinic-visits"),
                        FhirPath.standard(),
                        ReferenceTypes.none(),
                        problems)
                .orElseThrow(() -> new AssertionError(problems));
    }

    private static String text(Outcome outcome) {
        return outcome.fold(
                mapped -> {
                    StringBuilder text = new StringBuilder();
                    for (MappedResource resource : mapped.resources()) {
                        text.append(
                                        resource instanceof MappedResource.Written written
                                                ? new String(written.json(), StandardCharsets.UTF_8)
                                                : "deleted " + resource.key())
                                .append('\n');
                    }
                    return text.toString();
                },
                rejected -> rejected.cause() + " at " + rejected.elementPath());
    }
}
