package org.fhirriver.transformer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.transformer.RunningTransformer.header;
import static org.fhirriver.transformer.RunningTransformer.message;
import static org.fhirriver.transformer.RunningTransformer.until;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.FhirId;
import org.fhirriver.messages.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows and change events of connectors in record topics. */
final class ChangeEventsIT {

    private static final String ROWS = """
            name: lab-patients
            key: [id]
            extract: {table: patients, columns: {id: integer}}
            resources:
              - id: uuid
                template: {resourceType: Patient, birthDate: "{{ born }}"}
            """;

    private static final String QUERY = """
            name: lab-persons
            key: [id]
            extract: {sql: "SELECT p.id, p.born, n.family FROM p JOIN n ON n.id = p.id", columns: {id: integer}}
            resources:
              - template: {resourceType: Person, birthDate: "{{ born }}"}
            """;

    private static final String ENVELOPE = """
            {"schema": {"type": "struct", "name": "changes.lab.patients.Envelope", "fields": [
              {"type": "struct", "field": "before", "fields": [{"type": "int32", "field": "id"}]},
              {"type": "struct", "field": "after", "fields": [{"type": "int32", "field": "id"},
                {"type": "string", "field": "uuid"},
                {"type": "int32", "name": "io.debezium.time.Date", "field": "born"}]}]},
             "payload": {"op": "%s", "before": %s, "after": %s, "source": {"connector": "mysql", "table": "patients"}}}""";

    @TempDir
    private Path folder;

    private RunningTransformer transformer;

    @BeforeEach
    void start() throws Exception {
        transformer = new RunningTransformer(folder);
        transformer.write("source.yaml", "name: lab\ntimezone: UTC\ndatabase: {url: 'jdbc:none'}\n");
        transformer.write("patients.yaml", ROWS);
        transformer.write("persons.yaml", QUERY);
    }

    @AfterEach
    void stop() throws InterruptedException {
        transformer.close();
    }

    @Test
    void mapsChangeEventsAndDeletesWhatARecordWas() throws Exception {
        transformer.publish(
                message("lab-patients", "1", envelope("c", "null", "{\"id\":1,\"uuid\":\"u-1\",\"born\":1}")),
                message("lab-patients", "2", envelope("r", "null", "{\"id\":2,\"uuid\":\"u-2\",\"born\":1}")),
                message("lab-patients", "3", envelope("c", "null", "{\"id\":3,\"uuid\":\"u-3\",\"born\":1}")),
                message("lab-patients", "1", envelope("u", "{\"id\":1}", "{\"id\":1,\"uuid\":\"u-1\",\"born\":2}")),
                message("lab-patients", "2", envelope("d", "{\"id\":2}", "null")),
                message("lab-patients", "2", null),
                message("lab-patients", "3", envelope("u", "null", "{\"id\":3,\"uuid\":\"u-9\",\"born\":1}")));

        transformer.start();
        until(() -> transformer.states("fhir.Patient").containsKey("Patient/u-9"));

        Map<String, String> patients = transformer.states("fhir.Patient");
        assertThat(patients.get("Patient/u-1")).contains("\"birthDate\":\"1970-01-03\"");
        assertThat(patients.get("Patient/u-2")).isNull();
        assertThat(patients.get("Patient/u-3")).isNull();
        assertThat(patients).containsOnlyKeys("Patient/u-1", "Patient/u-2", "Patient/u-3", "Patient/u-9");
    }

    @Test
    void hasARowReadAgainWhoseValuesTheLogDoesNotHave() throws Exception {
        transformer.publish(message(
                "lab-patients",
                "1",
                envelope("u", "null", "{\"id\":1,\"uuid\":\"__debezium_unavailable_value\",\"born\":1}")));

        transformer.start();

        ConsumerRecord<byte[], byte[]> touch =
                transformer.await("lab-patients.touched", 1).get(0);
        assertThat(new String(touch.key(), UTF_8)).isEqualTo("1");
        assertThat(header(touch, Headers.TOUCHED_BY)).isEqualTo("incomplete");
        assertThat(transformer.read("fhir.Patient")).isEmpty();
    }

    @Test
    void setsATruncateAside() throws Exception {
        transformer.publish(message("lab-patients", "", envelope("t", "null", "null")));

        transformer.start();

        assertThat(header(transformer.await("transformer.dead", 1).get(0), Headers.CAUSE))
                .isEqualTo("The table was truncated: read the pipeline as a full batch, which deletes what is gone");
    }

    @Test
    void takesARowForATouchUnlessItHasTheColumnsOfTheQuery() throws Exception {
        transformer.publish(
                message("lab-persons", "1", "{\"ID\":1,\"BORN\":\"1970-01-01\"}"),
                message("lab-persons", "2", "{\"id\":2,\"born\":\"1970-01-01\",\"family\":\"A\"}"),
                message("lab-persons", "3", null),
                message("lab-persons", "4", "{\"id\":4,\"born\":\"1970-01-01\"}", Map.of(Headers.OPERATION, "r")),
                message("lab-persons", "5", null, Map.of(Headers.OPERATION, "d")));

        transformer.start();

        List<String> touched = transformer.await("lab-persons.touched", 2).stream()
                .map(touch -> new String(touch.key(), UTF_8))
                .toList();
        assertThat(touched).containsExactlyInAnyOrder("1", "3");
        until(() -> transformer.states("fhir.Person").size() == 3);
        assertThat(transformer.states("fhir.Person"))
                .containsKeys(person("2"), person("4"), person("5"))
                .containsEntry(person("5"), null);
    }

    private static String person(String key) {
        return "Person/" + FhirId.of("lab", "lab-persons", "Person", key);
    }

    private static String envelope(String op, String before, String after) {
        return ENVELOPE.formatted(op, before, after);
    }
}
