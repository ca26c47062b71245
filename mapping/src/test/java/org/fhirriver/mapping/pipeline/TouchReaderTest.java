package org.fhirriver.mapping.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fhirriver.mapping.source.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TouchReaderTest {

    private static final String PIPELINE = """
            name: openmrs-observations
            key: %s
            timezone: Africa/Nairobi
            extract:
              %s
              %s
            resources:
              - template: {resourceType: Observation}
            """;
    private static final String SQL = "sql: SELECT obs_id, auto_expire_date FROM obs";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSource() throws IOException {
        Files.writeString(folder.resolve("source.yaml"), "name: openmrs\ndatabase: {url: \"jdbc:x\"}\n");
    }

    @Test
    void readsEveryWayToTheKey() throws IOException {
        Extraction extraction = read("obs_id", SQL, """
                touched-by:
                    person: obs_id
                    visit: [obs_id]
                    concept_name: {sql: "SELECT obs_id FROM obs WHERE concept_id IN (:concept_id)"}
                    obs:
                      - {columns: obs_id}
                      - {columns: [obs_group_id]}
                      - {known: encounter_id}
                      - {sql: "SELECT 1 WHERE 2 IN ( :a ) OR 3 IN (:b) OR 4::int in (:a) OR ':c' = '' -- :d"}
                """);

        assertThat(extraction.touchedBy())
                .extracting(Extraction.Touch::table)
                .containsExactly("person", "visit", "concept_name", "obs", "obs", "obs", "obs");
        assertThat(extraction.touchedBy().get(4).way())
                .isInstanceOfSatisfying(
                        Extraction.ByColumns.class,
                        way -> assertThat(way.columns()).containsExactly("obs_group_id"));
        assertThat(extraction.touchedBy().get(5).way())
                .isInstanceOfSatisfying(
                        Extraction.ByRecords.class,
                        way -> assertThat(way.column()).isEqualTo("encounter_id"));
        assertThat(extraction.touchedBy().get(6).way()).isInstanceOfSatisfying(Extraction.ByQuery.class, way -> {
            assertThat(way.query().columnNames()).containsExactly("a", "b");
            assertThat(way.query().sql(column -> "?" + column))
                    .isEqualTo("SELECT 1 WHERE 2 IN ( ?a ) OR 3 IN (?b) OR 4::int in (?a) OR ':c' = '' -- :d");
        });
    }

    @Test
    void readsTheColumnsWithMoments() throws IOException {
        assertThat(read("obs_id", SQL, "due: auto_expire_date").due()).containsExactly("auto_expire_date");
        assertThat(read("obs_id", SQL, "due: [Start, auto_expire_date]").declaredNames(List.of("obs_id")))
                .containsExactly("obs_id", "Start", "auto_expire_date");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            obs_id | touched-by: obs | 6:15: 'touched-by' is a map of names, not text
            obs_id | touched-by: {obs: } | 6:20: no way to the key is named, as in person_id, {columns: person_id} or {sql: SELECT …}
            obs_id | touched-by: {obs: []} | 6:21: no way to the key is named, as in person_id, {columns: person_id} or {sql: SELECT …}
            obs_id | touched-by: {obs: ""} | 6:21: 'columns' is a single value, not empty text
            obs_id | touched-by: {obs: [a, b]} | 6:21: 2 columns lead to the key, which has 1: obs_id
            [a, b] | touched-by: {obs: a} | 6:21: one column leads to the key, which has 2: a, b
            [a, b] | touched-by: {obs: [{columns: a}]} | 6:22: one column leads to the key, which has 2: a, b
            obs_id | touched-by: {obs: {column: a}} | 6:22: unknown key 'column' in a way to the key; did you mean 'columns'?
            obs_id | touched-by: {obs: {}} | 6:21: a way to the key has no 'columns', as in {columns: person_id} or {sql: SELECT …}
            obs_id | touched-by: {obs: {columns: a, sql: "SELECT 1 IN (:a)"}} | 6:39: either 'columns' or 'sql', not both: give a list of two ways
            obs_id | touched-by: {obs: {columns: a, known: b}} | 6:41: 'known' is a way of its own: give a list of two ways
            obs_id | touched-by: {obs: {sql: SELECT 1}} | 6:27: the query names no column of the changed rows, as in … WHERE o.concept_id IN (:concept_id)
            obs_id | touched-by: {obs: {sql: "SELECT 1 = :a"}} | 6:39: ':a' stands for the values of many rows: write IN (:a)
            obs_id | touched-by: {obs: {sql: "SELECT 1 IN (:a, 2)"}} | 6:41: ':a' stands for the values of many rows: write IN (:a)
            obs_id | touched-by: {obs: {sql: "SELECT 1 IN (:a);"}} | 6:44: leave out the ';'
            obs_id | due: {a: b} | 6:8: 'due' is a single value, not a map
            """)
    void tellsWhatIsWrongAndWhere(String key, String touches, String problem) throws IOException {
        assertThat(problems(key, SQL, touches)).singleElement().asString().endsWith("pipeline.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            touched-by: {obs: a} | 6:16: 'touched-by' has records read again: give 'table' or 'sql', too
            due: a | 6:8: 'due' has records read again: give 'table' or 'sql', too
            """)
    void needsSomethingToReadAgain(String touches, String problem) throws IOException {
        assertThat(problems("obs_id", "select: obs_id", touches))
                .singleElement()
                .asString()
                .endsWith("pipeline.yaml:" + problem);
    }

    private Extraction read(String key, String reading, String touches) throws IOException {
        assertThat(problems(key, reading, touches)).isEmpty();
        return Workspace.read(folder, Map.of())
                .pipeline("openmrs-observations")
                .orElseThrow()
                .extraction();
    }

    private List<String> problems(String key, String reading, String touches) throws IOException {
        Files.writeString(folder.resolve("pipeline.yaml"), PIPELINE.formatted(key, reading, touches));
        return Workspace.read(folder, Map.of()).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
