package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a full batch does about rows that are gone. */
final class SweepIT {

    @TempDir
    private static Path folder;

    private static River river;

    @BeforeAll
    static void start() throws Exception {
        river = new River(folder);
        river.start();
        river.awaitReady();
    }

    @AfterAll
    static void stop() {
        river.close();
    }

    @Test
    void publishesTheDeletionOfRowsThatAreGone() throws Exception {
        pipeline("visits", "id");
        river.sql(
                "CREATE TABLE visits (id integer PRIMARY KEY, ward text)",
                "INSERT INTO visits SELECT n, 'a' FROM generate_series(1, 100) n");
        read("visits", "");
        river.sql("DELETE FROM visits WHERE id IN (7, 77)");

        read("visits", "{\"filters\":{\"key\":{\"from\":1}}}");
        assertThat(deleted("visits")).isEmpty();

        JsonNode swept = read("visits", "");
        assertThat(deleted("visits")).containsOnlyKeys("7", "77");
        assertThat(swept.path("counts").path("extracted").asInt()).isEqualTo(100);
        assertThat(deleted("visits").values())
                .allSatisfy(message -> assertThat(River.header(message, Headers.BATCH))
                        .isEqualTo(swept.path("id").asText()));

        JsonNode again = read("visits", "");
        assertThat(again.path("counts").path("extracted").asInt()).isEqualTo(98);
    }

    @Test
    void stopsAndAsksWhereMoreThanOneOfTenIsGone() throws Exception {
        pipeline("stays", "id");
        river.sql("CREATE TABLE stays (id integer PRIMARY KEY)", "INSERT INTO stays SELECT generate_series(1, 100)");
        read("stays", "");
        river.sql("DELETE FROM stays WHERE id <= 11");

        String id =
                river.post("/extractor_sql/hospital-stays").json().path("id").asText();
        JsonNode asks = awaitState(id, "failed");

        assertThat(asks.path("pipelines").path(0).path("reason").asText())
                .startsWith("11 of 100 known records are not in the source any more, more than 10 %");
        assertThat(deleted("stays")).isEmpty();

        assertThat(river.post("/batches/" + id + "/retry").status()).isEqualTo(202);
        awaitState(id, "failed");
        assertThat(deleted("stays")).isEmpty();

        assertThat(river.post("/batches/" + id + "/retry?deletes=all").status()).isEqualTo(202);
        JsonNode swept = awaitState(id, "processing");
        assertThat(deleted("stays")).hasSize(11);
        assertThat(swept.path("counts").path("extracted").asInt()).isEqualTo(100);
        assertThat(river.post("/batches/" + id + "/retry?deletes=some").status())
                .isEqualTo(400);
    }

    @Test
    void leavesWhatASingleCallPublishedAndTheBatchDidNotSee() throws Exception {
        pipeline("late", "id");
        river.sql("CREATE TABLE late (id integer)", "INSERT INTO late SELECT generate_series(1, 20)");
        read("late", "");
        river.sql("INSERT INTO late VALUES (21)", "DELETE FROM late WHERE id = 20");
        river.post("/extractor_sql/hospital-late/21");
        river.post("/extractor_sql/hospital-late/20");

        JsonNode swept = read("late", "");

        assertThat(swept.path("counts").path("extracted").asInt()).isEqualTo(20);
        assertThat(deleted("late")).containsOnlyKeys("20");
    }

    private static void pipeline(String name, String key) {
        river.file("hospital/" + name + ".yaml", """
                name: hospital-%s
                key: [%s]
                extract: {table: %s}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """.formatted(name, key, name));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> river.get("/pipelines").response().body().contains("\"hospital-" + name + "\""));
    }

    private static JsonNode read(String name, String body) {
        String id = river.post("/extractor_sql/hospital-" + name, body)
                .json()
                .path("id")
                .asText();
        return awaitState(id, "processing");
    }

    private static JsonNode awaitState(String id, String state) {
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> river.get("/batches/" + id).json(),
                        status -> status.path("state").asText().equals(state));
    }

    /** The last states of keys that are deletions. */
    private static Map<String, ConsumerRecord<byte[], byte[]>> deleted(String name) {
        Map<String, ConsumerRecord<byte[], byte[]>> last = new TreeMap<>();
        List<ConsumerRecord<byte[], byte[]>> messages = river.messages("hospital-" + name);
        messages.forEach(message -> last.put(River.key(message), message));
        last.values().removeIf(message -> message.value() != null);
        return last;
    }
}
