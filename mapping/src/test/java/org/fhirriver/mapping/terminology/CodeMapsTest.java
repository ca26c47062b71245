package org.fhirriver.mapping.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodeMapsTest {

    private static final String SNOMED = "http://snomed.info/sct";

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void readsACsv() throws IOException {
        CodeMap map = map("routes.csv", """
                \uFEFFSource,target,display,system
                PO,26643006,"Oral route, by mouth",http://snomed.info/sct

                IV,47625008,,
                BOTH,1,,
                BOTH,2,,
                """);

        assertThat(map.translate(" PO ").orElseThrow())
                .containsExactly(Map.of("system", SNOMED, "code", "26643006", "display", "Oral route, by mouth"));
        assertThat(map.translate("IV").orElseThrow()).containsExactly(Map.of("code", "47625008"));
        assertThat(map.translate("BOTH").orElseThrow())
                .extracting(coding -> coding.get("code"))
                .containsExactly("1", "2");
        assertThat(map.translate("po")).isEmpty();
        assertThat(map.target("26643006"))
                .contains(map.translate("PO").orElseThrow().get(0));
        assertThat(map.size()).isEqualTo(3);
    }

    @Test
    void writesSystemCodeAndDisplayInThisOrder() throws IOException {
        CodeMap map = map("a.csv", "system,display,target,source\ns,d,t,x\n");

        assertThat(map.translate("x").orElseThrow().get(0).keySet()).containsExactly("system", "code", "display");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "source,tarket\\nA,B|1:8: unknown column 'tarket'; did you mean 'target'?",
                "source,comment,target\\nA,,B|1:8: unknown column 'comment'; known are source, target, display, system",
                "source,display\\nA,B|1:1: there is no column 'target'",
                "source,target\\nA,B\\nC|3:1: the line has 1 fields, but there are 2 columns; a comma within a field needs quotes",
                "source,target\\nA,B\\nC,|3:3: the target is empty",
                "source,target\\n,B|2:1: the source is empty",
                "source,target\\nA,B\\nC,D\\nA,B|4:1: 'A' has this target already",
                "``|1:1: the file is empty: its first line names the columns source, target, display, system",
            })
    void findsMistakesInACsv(String csv, String problem) throws IOException {
        CodeMaps maps = read("m.csv", csv.replace("\\n", "\n"));

        assertThat(messages()).containsExactly("m.csv:" + problem);
        assertThat(maps.find("m")).isEmpty();
        assertThat(maps.problems("m")).hasSize(1);
    }

    @Test
    void readsAConceptMap() throws IOException {
        CodeMaps maps = read("class.json", """
                {"resourceType": "ConceptMap", "id": "encounter-class", "name": "EncounterClass", "group": [
                  {"source": "urn:a", "target": "urn:t", "element": [
                    {"code": "E", "target": [{"code": "EMER", "display": "emergency", "equivalence": "equivalent"},
                                             {"code": "X", "equivalence": "disjoint"}]},
                    {"code": "N", "target": [{"code": "no", "equivalence": "unmatched"}]}]},
                  {"source": "urn:b", "target": "urn:t", "element": [
                    {"code": "E", "target": [{"code": "OTHER", "equivalence": "wider"}]}]}]}
                """);

        CodeMap map = maps.find("class").orElseThrow();
        assertThat(problems.all()).isEmpty();
        assertThat(maps.find("encounter-class")).contains(map);
        assertThat(maps.find("EncounterClass")).contains(map);
        assertThat(map.translate("urn:a", "E").orElseThrow())
                .containsExactly(Map.of("system", "urn:t", "code", "EMER", "display", "emergency"));
        assertThat(map.translate("urn:b", "E").orElseThrow())
                .containsExactly(Map.of("system", "urn:t", "code", "OTHER"));
        assertThat(map.translate("E").orElseThrow()).hasSize(2);
        assertThat(map.translate("N").orElseThrow()).isEmpty();
    }

    @Test
    void doesWithUnmappedCodesWhatAConceptMapSays() throws IOException {
        String group = "{\"resourceType\": \"ConceptMap\", \"group\": [{\"target\": \"urn:t\", \"unmapped\": %s}]}";

        assertThat(map("keep.json", group.formatted("{\"mode\": \"provided\"}"))
                        .translate("urn:s", "Z")
                        .orElseThrow())
                .containsExactly(Map.of("system", "urn:s", "code", "Z"));
        assertThat(map("fix.json", group.formatted("{\"mode\": \"fixed\", \"code\": \"UNK\"}"))
                        .translate("Z")
                        .orElseThrow())
                .containsExactly(Map.of("system", "urn:t", "code", "UNK"));
    }

    @Test
    void readsACodeSystemWithItsChildren() throws IOException {
        CodeMap map = map("dept.json", """
                {"resourceType": "CodeSystem", "url": "urn:dept", "caseSensitive": false, "concept": [
                  {"code": "Med", "display": "Medicine", "concept": [{"code": "Card", "display": "Cardiology"}]}]}
                """);

        assertThat(map.translate("CARD").orElseThrow())
                .containsExactly(Map.of("system", "urn:dept", "code", "Card", "display", "Cardiology"));
        assertThat(map.translate("none")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"resourceType\": \"ConceptMapp\"}|1:18: a map is a ConceptMap or a CodeSystem, not ConceptMapp; did you mean 'ConceptMap'?",
                "{\"resourceType\": \"CodeSystem\", \"concept\": []}|1:1: there is no 'url'",
                "{\"resourceType\": \"ConceptMap\", \"group\": {}}|1:41: 'group' is a list",
                "{\"resourceType\": \"ConceptMap\", \"group\": [{\"element\": [{\"code\": \"A\", \"target\": [{}]}]}]}|1:80: there is no 'code'",
                "{\"resourceType\": \"ConceptMap\", \"group\": [{\"unmapped\": {\"mode\": \"other-map\"}}]}|1:64: 'unmapped' can be 'provided' or 'fixed', not 'other-map'",
                "[]|1:1: a map is a FHIR resource, not a list",
            })
    void findsMistakesInFhirResources(String json, String problem) throws IOException {
        assertThat(read("m.json", json).find("m")).isEmpty();
        assertThat(messages()).containsExactly("m.json:" + problem);
    }

    @Test
    void leavesStructureMapsAlone() throws IOException {
        assertThat(read("m.json", "{\"resourceType\": \"StructureMap\"}").names())
                .isEmpty();
        assertThat(problems.all()).isEmpty();
        assertThat(CodeMaps.read(folder.resolve("none"), problems).names()).isEmpty();
    }

    private CodeMap map(String file, String text) throws IOException {
        CodeMaps maps = read(file, text);
        assertThat(problems.all()).isEmpty();
        return maps.find(file.substring(0, file.indexOf('.'))).orElseThrow();
    }

    private CodeMaps read(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return CodeMaps.read(folder, problems);
    }

    private List<String> messages() {
        return problems.all().stream()
                .map(Problem::toString)
                .map(text -> text.substring(folder.toString().length() + 1))
                .toList();
    }
}
