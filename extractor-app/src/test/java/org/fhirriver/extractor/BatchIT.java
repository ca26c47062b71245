package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchIT {

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
    void countsWhatIsNoRecordAsRejected() throws Exception {
        pipeline("doubtful", "[id]", "table: doubtful");
        river.sql(
                "CREATE TABLE doubtful (id integer, ward text)",
                "INSERT INTO doubtful VALUES (1,'a'),(2,'b'),(2,'c'),(NULL,'d'),(3,'e'),(3,'e'),"
                        + "(4, repeat('x', 17000000))");

        String id = order("doubtful");
        JsonNode counts = awaitState(id, "processing").path("counts");

        assertThat(counts.path("extracted").asInt()).isEqualTo(6);
        assertThat(counts.path("rejected").asInt()).isEqualTo(4);
        assertThat(keys("hospital-doubtful", id)).containsExactly("1", "3");
        List<ConsumerRecord<byte[], byte[]>> dead = river.messages("extractor.dead").stream()
                .filter(message -> id.equals(River.header(message, Headers.BATCH)))
                .toList();
        assertThat(dead).hasSize(4).allSatisfy(message -> {
            assertThat(River.header(message, Headers.STAGE)).isEqualTo("extractor");
            assertThat(River.header(message, Headers.PIPELINE)).isEqualTo("hospital-doubtful");
            assertThat(River.header(message, Headers.CAUSE)).isNotEmpty();
        });
        assertThat(dead.stream().filter(message -> "4".equals(River.key(message))))
                .singleElement()
                .satisfies(message -> assertThat(message.value()).isNull());
        assertThat(dead.stream().filter(message -> "2".equals(River.key(message))))
                .hasSize(2)
                .allSatisfy(message ->
                        assertThat(River.value(message).path("id").asInt()).isEqualTo(2));
    }

    @Test
    void tellsWhyRecordsWereRejected() throws Exception {
        pipeline("twice", "[id]", "table: twice");
        river.sql("CREATE TABLE twice (id integer, ward text)", "INSERT INTO twice VALUES (1,'a'),(1,'b'),(NULL,'c')");

        String id = order("twice");
        awaitState(id, "completed");
        JsonNode groups = river.get("/dead-letters?batch=" + id).json().path("groups");

        assertThat(groups.findValuesAsText("count")).containsExactly("2", "1");
        assertThat(groups.path(0).path("cause").asText())
                .isEqualTo("Rows with this key contradict one another; a record is one row");
        assertThat(groups.path(0).path("example").asText()).startsWith("extractor.dead-");
        assertThat(river.get("/dead-letters?stage=nobody").status()).isEqualTo(400);
    }

    @Test
    void saysWhyAPipelineFailedAndReadsItOnWhenAsked() throws Exception {
        pipeline("late", "[id]", "table: late");

        String id = order("late");
        JsonNode failed = awaitState(id, "failed");

        assertThat(failed.path("ended").asBoolean()).isTrue();
        assertThat(failed.path("pipelines").path(0).path("reason").asText())
                .isEqualTo("The database 'hospital' refused the reading of pipeline 'hospital-late':"
                        + " there is no such table (SQLState 42P01)");

        river.sql("CREATE TABLE late (id integer)", "INSERT INTO late VALUES (1)");
        River.Answer again = river.post("/batches/" + id + "/retry");

        assertThat(again.status()).isEqualTo(202);
        assertThat(awaitState(id, "processing").path("counts").path("extracted").asInt())
                .isOne();
        assertThat(river.post("/batches/" + id + "/retry").status()).isEqualTo(409);
    }

    @Test
    void readsOnlyWhatTheFiltersLetThrough() throws Exception {
        pipeline("filtered", "[id]", "table: filtered");
        river.sql(
                "CREATE TABLE filtered (id integer PRIMARY KEY, changed timestamptz)",
                "INSERT INTO filtered SELECT n, timestamptz '2150-01-01T00:00:00Z' + n * interval '1 day'"
                        + " FROM generate_series(1, 100) n");

        String id = river.post(
                        "/extractor_sql/hospital-filtered",
                        "{\"filters\":{\"key\":{\"from\":10,\"to\":\"90\"},\"limit\":5,"
                                + "\"changed\":{\"column\":\"changed\",\"since\":\"2150-01-21T00:00:00Z\"}}}")
                .json()
                .path("id")
                .asText();
        JsonNode status = awaitState(id, "processing");

        assertThat(keys("hospital-filtered", id)).containsExactly("20", "21", "22", "23", "24");
        assertThat(status.path("filters").path("key.from").asText()).isEqualTo("10");
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(river.get("/batches/" + id)
                                .json()
                                .path("expected")
                                .asInt())
                        .isEqualTo(5));
    }

    @Test
    void refusesFiltersThatDoNotFitTheColumns() throws Exception {
        pipeline("typed", "[id]", "table: typed");
        river.sql("CREATE TABLE typed (id integer)");

        River.Answer answer =
                river.post("/extractor_sql/hospital-typed", "{\"filters\":{\"key\":{\"from\":\"first\"}}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("Column id holds whole numbers; the given value is none");
    }

    @Test
    void endsABatchThatIsCancelled() throws Exception {
        // Each row takes a while, so that the batch is still reading when it is cancelled.
        pipeline(
                "slow",
                "[id]",
                "sql: \"SELECT n AS id, pg_sleep(0.01)::text AS nap FROM generate_series(1, 100000) n\"");

        String id = order("slow");
        awaitState(id, "reading");
        River.Answer cancelled = river.delete("/batches/" + id);

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().path("state").asText()).isEqualTo("cancelled");
        assertThat(river.delete("/batches/" + id).status()).isEqualTo(409);
    }

    @Test
    void listsTheLatestBatchesFirst() throws Exception {
        pipeline("listed", "[id]", "table: listed");
        river.sql("CREATE TABLE listed (id integer)");

        String first = order("listed");
        String second = order("listed");

        assertThat(river.get("/batches").json().path("batches").findValuesAsText("id"))
                .containsSubsequence(second, first);
    }

    @Test
    void neverLetsABatchFollowANewerState() throws Exception {
        pipeline("moving", "[id]", "table: moving");
        river.sql(
                "CREATE TABLE moving (id integer PRIMARY KEY, ward text)",
                "INSERT INTO moving SELECT n, 'old' FROM generate_series(1, 60000) n");

        String id = order("moving");
        river.sql("UPDATE moving SET ward = 'new' WHERE id > 59990");
        for (int key = 59_991; key <= 60_000; key++) {
            assertThat(river.post("/extractor_sql/hospital-moving/" + key).status())
                    .isEqualTo(200);
        }
        awaitState(id, "processing");

        Set<String> last = new TreeSet<>();
        for (int key = 59_991; key <= 60_000; key++) {
            String text = Integer.toString(key);
            river.messages("hospital-moving").stream()
                    .filter(message -> text.equals(River.key(message)))
                    .reduce((earlier, later) -> later)
                    .ifPresent(message ->
                            last.add(River.value(message).path("ward").asText()));
        }
        assertThat(last).containsExactly("new");
    }

    private static void pipeline(String name, String key, String extract) {
        river.file("hospital/" + name + ".yaml", """
                name: hospital-%s
                key: %s
                extract: {%s}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """.formatted(name, key, extract));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> river.get("/pipelines").response().body().contains("\"hospital-" + name + "\""));
    }

    private static String order(String name) {
        River.Answer answer = river.post("/extractor_sql/hospital-" + name);
        assertThat(answer.status()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static JsonNode awaitState(String id, String state) {
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> river.get("/batches/" + id).json(),
                        status -> status.path("state").asText().equals(state));
    }

    private static List<String> keys(String topic, String batch) {
        return river.messages(topic).stream()
                .filter(message -> batch.equals(River.header(message, Headers.BATCH)))
                .map(River::key)
                .sorted()
                .collect(Collectors.toList());
    }
}
