package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.fhirriver.messages.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExtractorIT {

    @TempDir
    private static Path folder;

    private static River river;

    @BeforeAll
    static void start() throws Exception {
        river = new River(folder);
        river.sql(
                "CREATE TABLE admissions (hadm_id integer PRIMARY KEY, subject_id integer, admittime timestamp,"
                        + " cost numeric(10,2), note text)",
                "INSERT INTO admissions VALUES (2, 10013, '2150-01-31 12:00:00.5', 10.50, 'a'),"
                        + " (1, 10013, '2150-01-01 00:00:00', NULL, NULL), (3, 10014, NULL, 0.10, 'ü')");
        river.file("hospital/admissions.yaml", """
                name: hospital-admissions
                key: [hadm_id]
                extract: {table: admissions, select: subject_id}
                resources:
                  - template:
                      resourceType: Encounter
                      status: finished
                      class: {code: AMB}
                      period: {start: "{{ admittime }}"}
                """);
        river.start();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(river.get("/health/ready").status()).isEqualTo(200));
    }

    @AfterAll
    static void stop() throws Exception {
        river.close();
    }

    @Test
    void publishesTheRecordsOfOneKey() {
        River.Answer answer = river.post("/extractor_sql/hospital-admissions/10013");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("records").findValuesAsText("key")).containsExactly("1", "2");
        JsonNode second = answer.json().path("records").path(1);
        assertThat(second.path("topic").asText()).isEqualTo("hospital-admissions");
        assertThat(answer.response().body())
                .contains("{\"hadm_id\":2,\"subject_id\":10013,\"admittime\":\"2150-01-31T12:00:00.5\","
                        + "\"cost\":10.50,\"note\":\"a\"}");
        assertThat(river.messages("hospital-admissions")).anySatisfy(message -> {
            assertThat(message.partition()).isEqualTo(second.path("partition").asInt());
            assertThat(message.offset()).isEqualTo(second.path("offset").asLong());
            assertThat(River.key(message)).isEqualTo("2");
            assertThat(River.header(message, Headers.OPERATION)).isEqualTo("r");
            assertThat(River.header(message, Headers.BATCH)).isNull();
        });
    }

    @Test
    void readsAWholePipelineAsABatch() {
        River.Answer ordered = river.post("/extractor_sql/hospital-admissions");

        assertThat(ordered.status()).isEqualTo(202);
        String id = ordered.json().path("id").asText();
        assertThat(ordered.response().headers().firstValue("Location")).contains("/batches/" + id);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(
                                river.get("/batches/" + id).json().path("state").asText())
                        .isEqualTo("processing"));
        JsonNode status = river.get("/batches/" + id).json();
        assertThat(status.path("counts").path("extracted").asLong()).isEqualTo(3);
        assertThat(status.path("ended").asBoolean()).isFalse();
        assertThat(river.messages("hospital-admissions").stream()
                        .filter(message -> id.equals(River.header(message, Headers.BATCH)))
                        .map(River::key))
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void showsWhatARecordWouldBecomeAndPublishesNothing() {
        int before = published("3");

        River.Answer answer = river.post("/extractor_sql/hospital-admissions/10014?preview=true");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode record = answer.json().path("records").path(0);
        assertThat(record.path("record").path("note").asText()).isEqualTo("ü");
        assertThat(record.path("resources")
                        .path(0)
                        .path("resource")
                        .path("resourceType")
                        .asText())
                .isEqualTo("Encounter");
        assertThat(record.path("resources").path(0).path("validation").isArray())
                .isTrue();
        assertThat(published("3")).isEqualTo(before);
    }

    private static int published(String key) {
        try {
            return (int) river.messages("hospital-admissions").stream()
                    .filter(message -> key.equals(River.key(message)))
                    .count();
        } catch (org.apache.kafka.common.errors.UnknownTopicOrPartitionException | NullPointerException e) {
            return 0;
        }
    }
}
