package org.fhirriver.extractor.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fhirriver.mapping.engine.PipelineCompiler;
import org.fhirriver.mapping.source.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceColumnsTest {

    @TempDir
    private Path folder;

    @Test
    void letsACheckFindColumnsThatTheSourceDoesNotHave() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE visits (id INT, ward VARCHAR(10))");
        }
        Files.writeString(folder.resolve("source.yaml"), "name: h\ntimezone: UTC\ndatabase: {url: '" + url + "'}\n");
        write("visits", "{table: visits}", "{{ wrad }}");
        write("nowhere", "{table: nowhere}", "{{ ward }}");

        try (Pipelines pipelines = new Pipelines(folder, Map.of(), Clock.systemUTC())) {
            SourceColumns columns = new SourceColumns(pipelines);
            List<Problem> problems = new PipelineCompiler(pipelines.folder().workspace(), Map.of(), columns).check();

            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.file()).endsWith("visits.yaml");
                assertThat(problem.message()).isEqualTo("unknown column 'wrad'; did you mean 'ward'?");
            });
            assertThat(columns.refused())
                    .singleElement()
                    .asString()
                    .endsWith("nowhere.yaml:3:18: The database 'h' refused the reading of pipeline 'h-nowhere':"
                            + " there is no such table (SQLState 42S02)");
            assertThat(columns.away()).isEmpty();
        }
    }

    @Test
    void letsACheckPassWhatTheSourceMayLack() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE visits (id INT, ward VARCHAR(10))");
        }
        Files.writeString(folder.resolve("source.yaml"), "name: h\ntimezone: UTC\ndatabase: {url: '" + url + "'}\n");
        write("reports", "{sql: 'SELECT id, ward FROM reports', if-missing: none}", "{{ ward }}");
        write("visits", """
                {sql: 'SELECT id, ward FROM visits', children: {notes: {sql: 'SELECT visit_id, text FROM notes', on: visit_id,
                    if-missing: none}}}
                """.strip(), "{{ notes.text.first() }}");
        write("wrong", "{sql: 'SELECT id, ward FROM reports', if-missing: none}", "{{ wrad }}");

        try (Pipelines pipelines = new Pipelines(folder, Map.of(), Clock.systemUTC())) {
            SourceColumns columns = new SourceColumns(pipelines);
            List<Problem> problems = new PipelineCompiler(pipelines.folder().workspace(), Map.of(), columns).check();

            assertThat(problems)
                    .extracting(Problem::message)
                    .containsExactly("unknown column 'wrad'; did you mean 'ward'?");
            assertThat(columns.refused()).isEmpty();
        }
    }

    @Test
    void letsACheckFindWhatTouchesNothing() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE visits (id INT, ward VARCHAR(10))");
        }
        Files.writeString(folder.resolve("source.yaml"), "name: h\ntimezone: UTC\ndatabase: {url: '" + url + "'}\n");
        write("visits", """
                {sql: 'SELECT id, ward FROM visits', touched-by: {Visits: [{columns: idd}, {sql: 'SELECT id FROM
                    visits WHERE ward IN (:wrad)'}, {sql: 'SELECT id, ward FROM visits WHERE ward IN (:ward)'}], nowhere: id}}
                """.strip(), "{{ ward }}");

        try (Pipelines pipelines = new Pipelines(folder, Map.of(), Clock.systemUTC())) {
            SourceColumns columns = new SourceColumns(pipelines);
            List<Problem> problems = new PipelineCompiler(pipelines.folder().workspace(), Map.of(), columns).check();

            assertThat(problems)
                    .extracting(Problem::message)
                    .containsExactlyInAnyOrder(
                            "the table 'Visits' has no column 'idd'; did you mean 'id'?",
                            "the table 'Visits' has no column 'wrad'; did you mean 'ward'?",
                            "the query gives 2 columns, but the key has 1: id");
            assertThat(columns.refused())
                    .singleElement()
                    .asString()
                    .contains("refused the table 'nowhere' of pipeline 'h-visits': there is no such table");
        }
    }

    @Test
    void asksADatabaseThatDoesNotAnswerOnce() throws Exception {
        Files.writeString(folder.resolve("source.yaml"), "name: h\ntimezone: UTC\ndatabase: {url: 'jdbc:nothing:'}\n");
        write("one", "{sql: 'SELECT id, ward FROM visits'}", "{{ wrad }}");
        write("two", "{table: visits}", "{{ anything }}");

        try (Pipelines pipelines = new Pipelines(folder, Map.of(), Clock.systemUTC())) {
            SourceColumns columns = new SourceColumns(pipelines);
            List<Problem> problems = new PipelineCompiler(pipelines.folder().workspace(), Map.of(), columns).check();

            assertThat(problems)
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.message()).isEqualTo("unknown column 'wrad'; did you mean 'ward'?"));
            assertThat(columns.refused()).isEmpty();
            assertThat(columns.away()).containsOnlyKeys("h");
        }
    }

    private void write(String name, String extract, String text) throws Exception {
        Files.writeString(folder.resolve(name + ".yaml"), """
                name: h-%s
                key: [id]
                extract: %s
                resources:
                  - template: {resourceType: Basic, code: {text: "%s"}}
                """.formatted(name, extract, text));
    }
}
