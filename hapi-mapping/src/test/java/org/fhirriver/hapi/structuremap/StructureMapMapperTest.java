package org.fhirriver.hapi.structuremap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.FhirId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StructureMapMapperTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final String PATIENT = """
            map "http://example.org/fhir/StructureMap/patient" = "patient"

            conceptmap "gender" {
              prefix s = "http://example.org/sex"
              prefix t = "http://hl7.org/fhir/administrative-gender"
              s:M - t:male
              s:F - t:female
            }

            uses "http://hl7.org/fhir/StructureDefinition/Patient" alias Patient as target

            group main(source src, target tgt : Patient) {
              src.id as id -> tgt.identifier as i, i.system = 'http://example.org/ids', i.value = id "identifier";
              src.sex as sex -> tgt.gender = translate(sex, '#gender', 'code') "gender";
              src.born as born -> tgt.birthDate = born "born";
              src.died as died -> tgt.deceased = died "died";
              src.names as n -> tgt.name as name then {
                n.family as f -> name.family = f "family";
                n.given as g -> name.given = g "given";
              } "names";
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void mapsColumnsChildrenAndCodes() throws Exception {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", 17);
        record.put("sex", "F");
        record.put("born", "1970-02-03");
        record.put("died", "2020-11-01T01:30:00");
        record.put("nothing", null);
        record.put("names", List.of(Map.of("family", "Miller", "given", "Ann"), Map.of("family", "Smith")));

        String id = FhirId.of("lab", "lab-patients", "Patient", "17");
        assertThat(jsons(map(load(PATIENT), record)))
                .containsExactly("{\"resourceType\":\"Patient\",\"id\":\"" + id + "\","
                        + "\"identifier\":[{\"system\":\"http://example.org/ids\",\"value\":\"17\"}],"
                        + "\"name\":[{\"family\":\"Miller\",\"given\":[\"Ann\"]},{\"family\":\"Smith\"}],"
                        + "\"gender\":\"female\",\"birthDate\":\"1970-02-03\","
                        + "\"deceasedDateTime\":\"2020-11-01T01:30:00-04:00\"}");
    }

    @Test
    void keepsTheDigitsOfDecimals() throws Exception {
        RecordMapper mapper = load("""
                map "http://example.org/fhir/StructureMap/lab" = "lab"
                uses "http://hl7.org/fhir/StructureDefinition/Observation" alias Observation as target
                group main(source src, target tgt : Observation) {
                  src.value as v -> tgt.value = create('Quantity') as q, q.value = v "value";
                }
                """);

        assertThat(jsons(map(mapper, Map.of("value", new BigDecimal("7.40")))))
                .singleElement()
                .asString()
                .contains("\"valueQuantity\":{\"value\":7.40}");
    }

    @Test
    void rejectsAnUnmappedCodeWithoutSayingIt() throws Exception {
        assertThat(cause(map(load(PATIENT), Map.of("sex", "Jane"))))
                .isEqualTo("The map patient.map rejected the record: The concept map #gender has no translation for"
                        + " a code");
    }

    @Test
    void rejectsWhatTheElementDoesNotTakeAndNamesTheRule() throws Exception {
        assertThat(cause(map(load(PATIENT), Map.of("born", "yesterday, Jane"))))
                .startsWith("The map patient.map failed")
                .doesNotContain("Jane");
        assertThat(cause(map(load(PATIENT), Map.of("sex", List.of("M"), "names", "Jane"))))
                .startsWith("The map patient.map failed")
                .doesNotContain("Jane");
        assertThat(cause(map(load(PATIENT), Map.of("died", "2021-03-14T02:30:00"))))
                .contains("daylight saving");
    }

    @Test
    void givesEveryResourceAnIdThatIsTheSameEachTime() throws Exception {
        RecordMapper mapper = load("""
                map "http://example.org/fhir/StructureMap/visit" = "visit"
                uses "http://hl7.org/fhir/StructureDefinition/Bundle" alias Bundle as target
                uses "http://hl7.org/fhir/StructureDefinition/Patient" alias Patient as produced
                uses "http://hl7.org/fhir/StructureDefinition/Encounter" alias Encounter as produced
                group main(source src, target bundle : Bundle) {
                  src -> bundle.entry as e, e.resource = create('Patient') as p then patient(src, bundle, p) "p";
                }
                group patient(source src, target bundle : Bundle, target p : Patient) {
                  src.visits as v -> bundle.entry as e, e.resource = create('Encounter') as enc,
                    enc.subject = reference(p) "e";
                }
                """);
        Map<String, Object> record = Map.of("visits", List.of(Map.of("n", 1), Map.of("n", 2)));

        List<String> first = jsons(map(mapper, record));

        String patient = FhirId.of("lab", "lab-patients", "Patient", "17");
        assertThat(first).hasSize(3);
        assertThat(first.get(1))
                .contains("\"id\":\"" + FhirId.of("lab", "lab-patients", "Encounter", "17"))
                .contains("\"reference\":\"Patient/" + patient);
        assertThat(first.get(2)).contains("\"id\":\"" + FhirId.of("lab", "lab-patients", "Encounter-2", "17"));
        assertThat(jsons(map(mapper, record))).isEqualTo(first);
    }

    @Test
    void takesImportedMapsAndConceptMapsOfItsFolder() throws Exception {
        write("names.map", """
                map "http://example.org/fhir/StructureMap/names" = "names"
                group names(source src, target tgt) { src.family as f -> tgt.family = f; }
                """);
        write("sex.json", """
                {"resourceType":"ConceptMap","url":"http://example.org/sex","group":[{
                  "target":"http://hl7.org/fhir/administrative-gender",
                  "element":[{"code":"1","target":[{"code":"male","equivalence":"equal"}]}],
                  "unmapped":{"mode":"fixed","code":"unknown"}}]}
                """);
        write("other.json", "{}");
        RecordMapper mapper = load("""
                map "http://example.org/fhir/StructureMap/patient" = "patient"
                uses "http://hl7.org/fhir/StructureDefinition/Patient" alias Patient as target
                imports "http://example.org/fhir/StructureMap/names"
                group main(source src, target tgt : Patient) {
                  src -> tgt.name as n then names(src, n) "name";
                  src.sex as s -> tgt.gender = translate(s, 'http://example.org/sex', 'code') "sex";
                }
                """);

        assertThat(jsons(map(mapper, Map.of("family", "Miller", "sex", 1))))
                .singleElement()
                .asString()
                .contains("\"name\":[{\"family\":\"Miller\"}],\"gender\":\"male\"");
        assertThat(jsons(map(mapper, Map.of("family", "Miller", "sex", 9))))
                .singleElement()
                .asString()
                .contains("\"gender\":\"unknown\"");
    }

    @Test
    void endsAMapThatCallsItselfForEver() throws Exception {
        RecordMapper mapper = load("""
                map "http://example.org/fhir/StructureMap/loop" = "loop"
                uses "http://hl7.org/fhir/StructureDefinition/Patient" alias Patient as target
                group main(source src, target tgt : Patient) { src -> tgt then main(src, tgt) "again"; }
                """.replace("src -> tgt then", "src -> tgt.name as n then"));

        assertThat(cause(map(mapper, Map.of("id", 1)))).startsWith("The map patient.map ");
    }

    @Test
    void saysWhatIsWrongWithAMap() throws Exception {
        assertThat(
                        problems(
                                "map \"http://example.org/m\" = \"m\"\ngroup g(source src, target t : Patient) {\n  src.a ->\n}"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(4);
                    assertThat(problem.message()).isNotBlank();
                });
        assertThat(messages(group("src.a as a -> tgt.id = uuid() \"x\";")))
                .singleElement()
                .asString()
                .startsWith("the rule 'x' uses uuid()");
        assertThat(messages("map \"http://example.org/m\" = \"m\"\nimports \"http://example.org/none\"\n"
                        + "group g(source src, target t : Patient) { }"))
                .containsExactly("imports http://example.org/none, which no file of its folder is");
        assertThat(messages("map \"http://example.org/m\" = \"m\"\ngroup g(source src, target t : Patinet) { }"))
                .containsExactly("the first group's target 'Patinet' is no resource of FHIR R4");
        Path json = write("broken.json", "{\"resourceType\":\"Patient\"}");
        Problems problems = new Problems();
        assertThat(StructureMapMapper.load(json, NEW_YORK, problems)).isEmpty();
        assertThat(problems.all())
                .extracting(Problem::message)
                .containsExactly("this is a Patient, not a StructureMap");
    }

    private static String group(String rule) {
        return "map \"http://example.org/m\" = \"m\"\ngroup g(source src, target tgt : Patient) { " + rule + " }";
    }

    private List<String> messages(String text) throws IOException {
        return problems(text).stream().map(Problem::message).toList();
    }

    private List<Problem> problems(String text) throws IOException {
        Problems problems = new Problems();
        assertThat(StructureMapMapper.load(write("patient.map", text), NEW_YORK, problems))
                .isEmpty();
        return problems.all();
    }

    private RecordMapper load(String text) throws IOException {
        Problems problems = new Problems();
        Optional<RecordMapper> mapper = StructureMapMapper.load(write("patient.map", text), NEW_YORK, problems);
        assertThat(problems).hasToString("");
        return mapper.orElseThrow();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Result map(RecordMapper mapper, Map<String, Object> record) throws Unreachable {
        return mapper.map(new Incoming(
                new RecordEvent.About("lab", "lab-patients", "17", Instant.EPOCH, Optional.empty()), record));
    }

    private static List<String> jsons(Result result) {
        assertThat(cause(result)).isEqualTo("mapped");
        return result.fold(Result.Mapped::resources, rejected -> List.<ResourceState>of()).stream()
                .map(state -> new String(state.json(), UTF_8))
                .toList();
    }

    private static String cause(Result result) {
        return result.fold(mapped -> "mapped", Result.Rejected::cause);
    }
}
