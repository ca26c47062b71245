package org.fhirriver.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.fhirriver.kit.kafka.TopicCatalogue;
import org.fhirriver.kit.kafka.TopicDeclarations;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.RecordKey;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of all stages, replayed through the API; the other stages are played by the test. */
final class ReplayIT {

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
    void sendsAMessageAgainAsItCameAndOnlyOnce() throws Exception {
        Origin origin = published("visits", "7", "{\"id\":7}");
        rejected(Stage.TRANSFORMER, "visits", origin, "7", "{\"id\":7}", "no such code");

        JsonNode first = replay("{\"pipeline\":\"visits\"}");
        JsonNode second = replay("{\"pipeline\":\"visits\"}");

        assertThat(first.path("replayed").asInt()).isOne();
        assertThat(second.path("replayed").asInt()).isZero();
        List<ConsumerRecord<byte[], byte[]>> records = river.messages("visits");
        assertThat(records).hasSize(2);
        assertThat(records.get(1).partition()).isEqualTo(origin.partition());
        assertThat(records.get(1).value()).isEqualTo(records.get(0).value());
        assertThat(River.header(records.get(1), Headers.ATTEMPT)).isEqualTo("2");
        assertThat(River.header(records.get(1), Headers.CAUSE)).isNull();
        assertThat(groups("pipeline=visits")).isEmpty();
    }

    @Test
    void neverSendsAMessageAgainThatANewerStateHasFollowed() throws Exception {
        Origin origin = published("moves", "7", "{\"id\":7,\"ward\":\"old\"}");
        rejected(Stage.TRANSFORMER, "moves", origin, "7", "{\"id\":7,\"ward\":\"old\"}", "no such ward");
        published("moves", "7", "{\"id\":7,\"ward\":\"new\"}");
        Origin second = published("moves", "8", "{\"id\":8}");
        rejected(Stage.TRANSFORMER, "moves", second, "8", "{\"id\":8}", "no such ward");
        Origin deleted = published("moves", "8", null);

        JsonNode answer = replay("{\"pipeline\":\"moves\"}");

        assertThat(deleted.offset()).isPositive();
        assertThat(answer.path("replayed").asInt()).isZero();
        assertThat(answer.path("overtaken").asInt()).isEqualTo(2);
        assertThat(river.messages("moves")).hasSize(4);
        assertThat(groups("pipeline=moves")).isEmpty();
    }

    @Test
    void givesAResourceBackTheOriginOfItsRecord() throws Exception {
        Origin origin = published("fhir.Basic", "Basic/1", "{\"resourceType\":\"Basic\"}");
        rejected(
                Stage.LOADER,
                "somewhere",
                origin,
                "Basic/1",
                "{\"resourceType\":\"Basic\"}",
                "too deep",
                Map.of(Headers.RECORD_ORIGIN, "somewhere-1@99"));

        JsonNode answer = replay("{\"stage\":\"loader\",\"cause\":\"deep\"}");

        assertThat(answer.path("replayed").asInt()).isOne();
        ConsumerRecord<byte[], byte[]> again = river.messages("fhir.Basic").get(1);
        assertThat(River.header(again, Headers.ORIGIN)).isEqualTo("somewhere-1@99");
        assertThat(River.header(again, Headers.PIPELINE)).isEqualTo("somewhere");
    }

    @Test
    void readsRowsAgainThatWereNoRecords() throws Exception {
        river.file("hospital/wards.yaml", """
                name: hospital-wards
                key: [id]
                extract: {table: wards}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> river.get("/pipelines").response().body().contains("\"hospital-wards\""));
        river.sql(
                "CREATE TABLE wards (id integer, name text)",
                "INSERT INTO wards VALUES (1,'a'),(1,'b'),(2,'c'),(2,'d'),(3,'e'),(NULL,'f')");
        String id =
                river.post("/extractor_sql/hospital-wards").json().path("id").asText();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> counts(id).path("rejected").asInt() == 5);
        river.sql("DELETE FROM wards WHERE name = 'b' OR id = 2");

        River.Answer answer = river.post("/batches/" + id + "/retry");

        assertThat(answer.status()).isEqualTo(202);
        JsonNode letters = answer.json().path("deadLetters");
        assertThat(letters.path("replayed").asInt()).isEqualTo(4);
        assertThat(letters.path("left").asInt()).isOne();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            // 1 as it is now, the deletion of 2, 3, and the row that has no key.
            assertThat(counts(id).path("extracted").asInt()).isEqualTo(4);
            assertThat(counts(id).path("rejected").asInt()).isOne();
        });
        List<ConsumerRecord<byte[], byte[]>> records = river.messages("hospital-wards");
        assertThat(records.stream().filter(record -> "2".equals(River.key(record))))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isNull());
        assertThat(records.stream().filter(record -> "1".equals(River.key(record))))
                .singleElement()
                .satisfies(record ->
                        assertThat(River.header(record, Headers.BATCH)).isEqualTo(id));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThat(river.post("/dead-letters/replay", "{\"pipelin\":\"x\"}").status())
                .isEqualTo(400);
        assertThat(river.post("/dead-letters/replay", "{\"stage\":\"nobody\"}").status())
                .isEqualTo(400);
        assertThat(river.post("/dead-letters/replay", "[").status()).isEqualTo(400);
    }

    private static JsonNode counts(String batch) {
        return river.get("/batches/" + batch).json().path("counts");
    }

    private static JsonNode groups(String query) {
        return river.get("/dead-letters?" + query).json().path("groups");
    }

    private static JsonNode replay(String body) {
        River.Answer answer = river.post("/dead-letters/replay", body);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static Origin published(String topic, String key, String value) throws Exception {
        return send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
    }

    private static void rejected(Stage stage, String pipeline, Origin origin, String key, String value, String cause)
            throws Exception {
        rejected(stage, pipeline, origin, key, value, cause, Map.of());
    }

    private static void rejected(
            Stage stage,
            String pipeline,
            Origin origin,
            String key,
            String value,
            String cause,
            Map<String, String> more)
            throws Exception {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.dead(stage), new RecordKey(List.of(key)).text().getBytes(UTF_8), value.getBytes(UTF_8));
        letter.headers()
                .add(Headers.STAGE, stage.code().getBytes(UTF_8))
                .add(Headers.PIPELINE, pipeline.getBytes(UTF_8))
                .add(Headers.CAUSE, cause.getBytes(UTF_8))
                .add(Headers.ORIGIN, origin.toString().getBytes(UTF_8))
                .add(Headers.ATTEMPT, "1".getBytes(UTF_8));
        more.forEach((name, text) -> letter.headers().add(name, text.getBytes(UTF_8)));
        send(letter);
    }

    private static Origin send(ProducerRecord<byte[], byte[]> message) throws Exception {
        try (Admin admin = river.kafkaSettings().admin();
                Producer<byte[], byte[]> producer = river.kafkaSettings().transactionalProducer("test")) {
            new TopicCatalogue(admin, TopicDeclarations.read(Optional.empty())).ensure(List.of(message.topic()));
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(message);
            producer.commitTransaction();
            RecordMetadata at = sent.get();
            return new Origin(at.topic(), at.partition(), at.offset());
        }
    }
}
