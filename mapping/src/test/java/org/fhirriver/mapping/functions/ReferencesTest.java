package org.fhirriver.mapping.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.fhirriver.messages.FhirId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferencesTest {

    @TempDir
    private Path folder;

    private FunctionBench bench;

    @BeforeEach
    void writePipelines() {
        bench = new FunctionBench(folder)
                .write("lab/patients.yaml", """
                        name: lab-patients
                        key: [id]
                        extract: {columns: {id: integer}}
                        resources:
                          - template: {resourceType: Patient}
                          - {name: Mother, template: {resourceType: RelatedPerson}}
                        """)
                .write("lab/visits.yaml", """
                        name: lab-visits
                        key: [site, number]
                        resources: [{template: {resourceType: Encounter}}]
                        """)
                .write("lab/people.yaml", """
                        name: lab-people
                        key: [person_id]
                        resources: [{id: "uuid.lower()", template: {resourceType: Person}}]
                        """)
                .write("lab/recursive.yaml", """
                        name: lab-recursive
                        key: [a]
                        resources: [{id: "id('lab-patients', a)", template: {resourceType: Person}}]
                        """)
                .write("lab/hooked.yaml", "name: lab-hooked\nkey: [a]\nhook: hooks/H.java\n")
                .write("lab/hooks/H.java", "class H {}")
                .write("lab/partial.yaml", """
                        name: lab-partial
                        key: [a]
                        validat: off
                        resources: [{template: {resourceType: Person}}]
                        """)
                .write("lab/garbage.yaml", "name: [");
    }

    @Test
    void computesTheIdFromThePipelineAndItsKey() {
        String id = FhirId.of("lab", "lab-patients", "Patient", "7");

        assertThat(bench.run("reference('lab-patients', k)", Map.of("k", 7)))
                .isEqualTo("{reference=Patient/" + id + "}");
        assertThat(bench.run("id('lab-patients', k)", Map.of("k", " 007 "))).isEqualTo(id);
        assertThat(bench.run("reference('lab-patients/Mother', k).reference", Map.of("k", 7)))
                .isEqualTo("RelatedPerson/" + FhirId.of("lab", "lab-patients", "Mother", "7"));
        assertThat(bench.run("reference('lab-visits', 'A', 1.0).reference"))
                .isEqualTo("Encounter/" + FhirId.of("lab", "lab-visits", "Encounter", "[\"A\",\"1\"]"));
    }

    @Test
    void evaluatesTheOtherPipelinesIdRule() {
        assertThat(bench.run("reference('lab-people', u).reference", Map.of("u", "ABC-1")))
                .isEqualTo("Person/abc-1");
        assertThat(bench.failure("reference('lab-people', u)", Map.of("u", "not an id")))
                .startsWith("The id rule gives a text that is not of the form of id");
    }

    @Test
    void leavesOutAReferenceWithANullPart() {
        assertThat(bench.run("reference('lab-patients', nothing)")).isEmpty();
        assertThat(bench.run("reference('lab-visits', 'A', '')")).isEmpty();
        assertThat(bench.failure("reference('lab-patients', k)", Map.of("k", "x7")))
                .isEqualTo("A part of the key is not of the type that the column is declared with: integer");
    }

    @Test
    void refersToPipelinesWhoseFilesAreOnlyPartlyRight() {
        assertThat(bench.run("reference('lab-partial', 1).reference")).startsWith("Person/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "reference('lab-patiens', 1)|1:11: There is no pipeline 'lab-patiens'; did you mean 'lab-patients'?",
                "reference('lab-patients/Muther', 1)|1:11: The pipeline 'lab-patients' has no resource 'Muther'; did you mean 'Mother'?",
                "reference('lab-visits', 1)|1:1: The id of 'lab-visits' follows from site, number: 2 values after the name, not 1",
                "reference('lab-people', 1, 2)|1:1: The id of 'lab-people' follows from uuid: 1 values after the name, not 2",
                "reference(lab, 1)|1:11: The pipeline is written out in quotes",
                "reference('lab-hooked', 1)|1:11: The pipeline 'lab-hooked' has no resource whose id could be computed",
                "reference('lab-recursive', 1)|1:11: The id rule of 'lab-recursive' has problems of its own",
                "reference('garbage', 1)|1:11: The pipeline 'garbage' has problems of its own",
                "reference('lab-patients')|1:1: reference() takes at least 2 arguments, not 1",
            })
    void findsMistakes(String expression, String problem) {
        assertThat(bench.mistake(expression)).isEqualTo(problem);
    }
}
