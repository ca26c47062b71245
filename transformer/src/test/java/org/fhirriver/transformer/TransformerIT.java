package org.fhirriver.transformer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.transformer.RunningTransformer.header;
import static org.fhirriver.transformer.RunningTransformer.message;
import static org.fhirriver.transformer.RunningTransformer.until;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.FhirId;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.transformer.RunningTransformer.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records in, resources out, over a real broker. */
final class TransformerIT {

    private static final String PATIENTS = """
            name: lab-patients
            key: [id]
            extract: {columns: {id: integer}}
            resources:
              - when: active.exists()
                template:
                  resourceType: Patient
                  active: "{{ active }}"
                  birthDate: "{{ born }}"
            """;

    private static final String RESULTS = """
            name: lab-results
            key: [id]
            resources:
              - template:
                  resourceType: Observation
                  status: final
                  code: {text: Test}
                  valueQuantity: {value: "{{ value }}"}
            """;

    private static final Map<String, String> BATCH = Map.of(Headers.BATCH, "b1");

    @TempDir
    private Path folder;

    private RunningTransformer transformer;

    @BeforeEach
    void start() throws IOException {
        transformer = new RunningTransformer(folder);
        transformer.write("patients.yaml", PATIENTS);
    }

    @AfterEach
    void stop() throws InterruptedException {
        transformer.close();
    }

    @Test
    void publishesResourcesThatTellWhereTheyComeFrom() throws Exception {
        transformer.write("results.yaml", RESULTS);
        transformer.publish(message(
                "lab-results",
                "1",
                "{\"id\":1,\"value\":7.40}",
                Map.of(Headers.BATCH, "b1", Headers.SOURCE, "lab", Headers.EXTRACTED_AT, "2026-01-01T00:00:00Z")));

        transformer.start();

        ConsumerRecord<byte[], byte[]> observation =
                transformer.await("fhir.Observation", 1).get(0);
        String id = FhirId.of("lab", "lab-results", "Observation", "1");
        assertThat(new String(observation.key(), UTF_8)).isEqualTo("Observation/" + id);
        assertThat(new String(observation.value(), UTF_8))
                .startsWith("{\"resourceType\":\"Observation\",\"id\":\"" + id + "\"")
                .contains("\"valueQuantity\":{\"value\":7.40}");
        assertThat(header(observation, Headers.PIPELINE)).isEqualTo("lab-results");
        assertThat(header(observation, Headers.RECORD_KEY)).isEqualTo("1");
        assertThat(header(observation, Headers.ORIGIN)).matches("lab-results-\\d@0");
        assertThat(header(observation, Headers.BATCH)).isEqualTo("b1");
        assertThat(header(observation, Headers.SOURCE)).isEqualTo("lab");
        assertThat(header(observation, Headers.EXTRACTED_AT)).isEqualTo("2026-01-01T00:00:00Z");
        until(() -> transformer.counted(Count.MAPPED) == 1);
        assertThat(transformer.counted(Count.PUBLISHED)).isEqualTo(1);
        assertThat(transformer.health.isReady()).isTrue();
    }

    @Test
    void deletesWhatIsDeletedAtTheSourceAndWhatItsConditionNoLongerHolds() throws Exception {
        transformer.publish(
                message("lab-patients", "1", "{\"id\":1,\"active\":true}"),
                message("lab-patients", "2", "{\"id\":2,\"active\":true}"),
                message("lab-patients", "3", "{\"id\":3,\"active\":true}"),
                message("lab-patients", "4", "{\"id\":4}"));
        transformer.publish(
                message("lab-patients", "1", null),
                message("lab-patients", "2", "{\"id\":2}"),
                message("lab-patients", "{\"id\":3}", "{\"id\":3,\"active\":true}", Map.of(Headers.OPERATION, "d")));

        transformer.start();

        transformer.await("fhir.Patient", 7);
        assertThat(transformer.states("fhir.Patient"))
                .hasSize(4)
                .allSatisfy((key, value) -> assertThat(value).isNull());
    }

    @Test
    void understandsConnectsJsonWithAndWithoutItsSchema() throws Exception {
        String schema = "{\"type\":\"struct\",\"fields\":["
                + "{\"field\":\"ID\",\"type\":\"int64\"},{\"field\":\"ACTIVE\",\"type\":\"boolean\"},"
                + "{\"field\":\"BORN\",\"type\":\"int32\",\"name\":\"org.apache.kafka.connect.data.Date\"}]}";
        transformer.publish(
                message(
                        "lab-patients",
                        "1",
                        "{\"schema\":%s,\"payload\":{\"ID\":1,\"ACTIVE\":true,\"BORN\":18262}}".formatted(schema)),
                message("lab-patients", "2", "{\"ID\":2,\"ACTIVE\":false,\"BORN\":\"2020-01-01\"}"));

        transformer.start();

        transformer.await("fhir.Patient", 2);
        assertThat(transformer.states("fhir.Patient").values())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).contains("\"active\":true,\"birthDate\":\"2020-01-01\""),
                        two -> assertThat(two).contains("\"active\":false,\"birthDate\":\"2020-01-01\""));
    }

    @Test
    void rejectsWhatIsNoRecordAndGoesOnWithTheOthers() throws Exception {
        transformer.write("results.yaml", RESULTS);
        String deep = "{\"id\":1,\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        List<Message> bad = new ArrayList<>(List.of(
                message("lab-patients", "1", "not json", BATCH),
                message("lab-patients", "1", "[1,2]", BATCH),
                message("lab-patients", "1", "", BATCH),
                message("lab-patients", "1", deep, BATCH),
                message("lab-patients", "1", "{\"active\":true}", BATCH),
                message("lab-patients", "1", "{\"id\":\"Jane Doe\"}", BATCH),
                message("lab-patients", "1", "{\"id\":1,\"active\":\"Jane Doe\"}", BATCH),
                message("lab-patients", "1", "{\"id\":1,\"active\":true,\"born\":\"Jane\"}", BATCH)));
        bad.add(new Message("lab-patients", new byte[] {1}, new byte[] {'{', '"', (byte) 0xFF, '"'}, Map.of()));
        bad.add(message("lab-results", "1", "{\"id\":1e999999999}"));
        bad.add(message("lab-results", "1", "{\"id\":1,\"value\":\"" + "9".repeat(10_000_000) + "\"}"));
        transformer.publish(bad);
        transformer.publish(message("lab-patients", "9", "{\"id\":9,\"active\":true}", BATCH));

        transformer.start();

        List<ConsumerRecord<byte[], byte[]>> dead = transformer.await("transformer.dead", bad.size());
        transformer.await("fhir.Patient", 1);
        assertThat(dead).hasSize(bad.size()).allSatisfy(letter -> {
            assertThat(header(letter, Headers.CAUSE)).isNotBlank().doesNotContain("Jane");
            assertThat(header(letter, Headers.STAGE)).isEqualTo("transformer");
        });
        Map<String, String> causes = dead.stream()
                .collect(Collectors.toMap(
                        letter -> new String(letter.value(), UTF_8),
                        letter -> header(letter, Headers.CAUSE),
                        (one, other) -> one));
        assertThat(causes.get("not json")).startsWith("The message is not JSON");
        assertThat(causes.get("[1,2]")).isEqualTo("The message is not a JSON object");
        until(() -> transformer.counted(Count.MAPPED) == 1);
        assertThat(transformer.counted(Count.REJECTED)).isEqualTo(8);
        assertThat(dead.stream()
                        .filter(letter -> "Patient.active".equals(header(letter, Headers.ELEMENT)))
                        .findFirst())
                .hasValueSatisfying(letter -> assertThat(header(letter, Headers.RESOURCES))
                        .isEqualTo("Patient/" + FhirId.of("lab", "lab-patients", "Patient", "1")));
    }

    @Test
    void rejectsARecordWhoseResourceIsTooLargeForAMessage() throws Exception {
        transformer.write("notes.yaml", """
                name: lab-notes
                key: [id]
                resources:
                  - template:
                      resourceType: Basic
                      code: {text: Note}
                      identifier:
                """ + "        - value: \"{{ text }}\"\n".repeat(20));
        transformer.publish(
                message("lab-notes", "1", "{\"id\":1,\"text\":\"%s\"}".formatted("x".repeat(900_000))),
                message("lab-notes", "2", "{\"id\":2,\"text\":\"short\"}"));

        transformer.start();

        transformer.await("fhir.Basic", 1);
        assertThat(transformer.await("transformer.dead", 1))
                .singleElement()
                .satisfies(letter -> assertThat(header(letter, Headers.CAUSE))
                        .isEqualTo("The Basic that it becomes is too large for a message (16 MiB with key and"
                                + " headers)"));
    }

    @Test
    void takesASavedPipelineAndKeepsTheLastGoodOne() throws Exception {
        transformer.start();
        transformer.publish(message("lab-patients", "1", "{\"id\":1,\"active\":true}"));
        transformer.await("fhir.Patient", 1);

        transformer.write("patients.yaml", PATIENTS.replace("{{ active }}", "{{ active.not() }}"));
        until(() -> published("lab-patients", "2").contains("\"active\":false"));
        transformer.write("patients.yaml", PATIENTS.replace("active:", "aktive:"));
        transformer.write("results.yaml", RESULTS);
        transformer.publish(message("lab-results", "1", "{\"id\":1,\"value\":1}"));
        transformer.await("fhir.Observation", 1);
        assertThat(published("lab-patients", "3")).contains("\"active\":false");

        transformer.write("patients.yaml", "name: [");
        transformer.write("results.yaml", RESULTS.replace("Test", "Other test"));
        until(() -> {
            transformer.publish(message("lab-results", "2", "{\"id\":2,\"value\":1}"));
            return transformer.states("fhir.Observation").values().stream()
                    .anyMatch(value -> value.contains("Other test"));
        });
        assertThat(published("lab-patients", "4")).contains("\"active\":false");

        transformer.write("patients.yaml", PATIENTS);
        until(() -> published("lab-patients", "5").contains("\"active\":true"));
        assertThat(transformer.read("transformer.dead")).isEmpty();
    }

    @Test
    void takesASavedHookAndKeepsTheLastGoodOne() throws Exception {
        transformer.write("patients.yaml", PATIENTS.replace("key:", "hook: hooks/Change.java\nkey:"));
        transformer.write("hooks/Change.java", hook("patient.setActive(false);"));
        transformer.start();
        assertThat(published("lab-patients", "1")).contains("\"active\":false");

        transformer.write("hooks/Change.java", hook("patient.setLanguage(\"de\");"));
        until(() -> published("lab-patients", "2").contains("\"language\":\"de\",\"active\":true"));
        transformer.write("hooks/Change.java", hook("patient.setLanguage(de);"));
        transformer.write("results.yaml", RESULTS);
        transformer.publish(message("lab-results", "1", "{\"id\":1,\"value\":1}"));
        transformer.await("fhir.Observation", 1);
        assertThat(published("lab-patients", "3")).contains("\"language\":\"de\"");

        transformer.write("hooks/Change.java", hook("throw new IllegalStateException(\"Jane\");"));
        until(() -> {
            transformer.publish(message("lab-patients", "4", "{\"id\":4,\"active\":true}"));
            return !transformer.read("transformer.dead").isEmpty();
        });
        assertThat(header(transformer.read("transformer.dead").get(0), Headers.CAUSE))
                .isEqualTo("The hook Change.java:6 threw java.lang.IllegalStateException");
    }

    @Test
    void deletesWhatAHookNoLongerMakesAlsoAfterARestart() throws Exception {
        transformer.write("patients.yaml", PATIENTS.replace("key:", "hook: hooks/Several.java\nkey:"));
        transformer.write("hooks/Several.java", """
                import java.util.*;
                import org.fhirriver.hapi.*;
                import org.hl7.fhir.r4.model.*;
                public class Several implements ProcessEvent {
                    public List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception {
                        List<Resource> resources = mapping.map(event);
                        for (Object name : (List<?>) event.record().get("extra")) {
                            Basic basic = new Basic();
                            basic.setId(name + "-" + event.key());
                            resources.add(basic);
                        }
                        return resources;
                    }
                }
                """);
        transformer.publish(
                message("lab-patients", "1", "{\"id\":1,\"active\":true,\"extra\":[\"a\",\"b\"]}"),
                message("lab-patients", "2", "{\"id\":2,\"active\":true,\"extra\":[\"a\"]}"));
        transformer.start();
        transformer.await("fhir.Basic", 3);
        transformer.publish(message("lab-patients", "1", "{\"id\":1,\"active\":true,\"extra\":[\"c\",\"b\"]}"));
        until(() -> present("fhir.Basic").equals(List.of("Basic/a-2", "Basic/b-1", "Basic/c-1")));
        transformer.stop();

        transformer.publish(
                message("lab-patients", "1", "{\"id\":1,\"active\":true,\"extra\":[]}"),
                message("lab-patients", "2", null));
        transformer.start();

        until(() -> present("fhir.Basic").isEmpty());
        until(() ->
                present("fhir.Patient").equals(List.of("Patient/" + FhirId.of("lab", "lab-patients", "Patient", "1"))));
        assertThat(transformer.states("lab-patients.outputs"))
                .containsEntry("2", null)
                .hasEntrySatisfying("1", json -> assertThat(json).startsWith("[\"Patient/"));
    }

    @Test
    void publishesEverythingOnceAndInOrderThoughItDiesAgainAndAgain() throws Exception {
        int records = 20_000;
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            messages.add(message(
                    "lab-patients",
                    Integer.toString(i % 1_000),
                    "{\"id\":%d,\"active\":true,\"born\":\"%04d-01-01\"}".formatted(i % 1_000, 1000 + i / 1_000),
                    BATCH));
        }
        transformer.publish(messages);
        for (int death = 1; death <= 4; death++) {
            transformer.start(new MortalClock(death * 1_500));
            transformer.awaitDeath();
        }
        transformer.start();

        until(() -> transformer.counted(Count.MAPPED) == records);
        List<ConsumerRecord<byte[], byte[]>> patients = transformer.read("fhir.Patient");
        assertThat(patients).hasSize(records);
        assertThat(transformer.counted(Count.PUBLISHED)).isEqualTo(records);
        Map<String, String> last = new HashMap<>();
        patients.forEach(patient -> {
            String json = new String(patient.value(), UTF_8);
            String before = last.put(new String(patient.key(), UTF_8), json);
            assertThat(before == null || before.compareTo(json) < 0).isTrue();
        });
    }

    /** Publishes an active patient and waits for what becomes of it. */
    private String published(String pipeline, String key) {
        int before = transformer.read("fhir.Patient").size();
        transformer.publish(message(pipeline, key, "{\"id\":%s,\"active\":true}".formatted(key)));
        transformer.await("fhir.Patient", before + 1);
        return transformer.states("fhir.Patient").get("Patient/" + FhirId.of("lab", pipeline, "Patient", key));
    }

    private List<String> present(String topic) {
        return transformer.states(topic).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String hook(String change) {
        return """
                import java.util.*;
                import org.fhirriver.hapi.*;
                import org.hl7.fhir.r4.model.*;
                public class Change implements ProcessEvent {
                    static void change(Patient patient) {
                        %s
                    }
                    public List<Resource> processEvent(RecordEvent event, Mapping mapping) throws Exception {
                        List<Resource> resources = mapping.map(event);
                        change((Patient) resources.get(0));
                        return resources;
                    }
                }
                """.formatted(change);
    }

    /** Is asked before and after each record, and fails in the middle of a transaction. */
    private static final class MortalClock extends Clock {
        private int left;

        private MortalClock(int answers) {
            left = answers;
        }

        @Override
        public Instant instant() {
            if (left-- == 0) {
                throw new IllegalStateException("dies");
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
