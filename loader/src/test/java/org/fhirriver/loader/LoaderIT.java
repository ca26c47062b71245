package org.fhirriver.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.kafka.TopicCatalogue;
import org.fhirriver.kit.kafka.TopicDeclarations;
import org.fhirriver.kit.stage.StageLoop;
import org.fhirriver.local.store.StoreServer;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.ResourceKey;
import org.fhirriver.test.CommittedMessages;
import org.fhirriver.test.KafkaForTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoaderIT {

    private final Health health = new Health();
    private KafkaForTests kafka;
    private Admin admin;
    private LoaderConfig config;
    private TopicCatalogue topics;
    private MongoClient client;
    private StageLoop loop;
    private int port;

    @BeforeEach
    void start() throws IOException {
        kafka = KafkaForTests.start();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        config = LoaderConfig.from(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "MONGODB_URI",
                "mongodb://127.0.0.1:" + port + "/fhir?serverSelectionTimeoutMS=500",
                "LOADER_HTTP_PORT",
                "0"));
        admin = config.kafka().admin();
        topics = new TopicCatalogue(admin, TopicDeclarations.read(Optional.empty()));
        topics.ensure(List.of("fhir.Patient", "river.ledger", "loader.dead", "transformer.dead"));
        client = MongoClients.create(Main.clientSettings(config));
        loop = Main.loop(config, client, topics, health, new SimpleMeterRegistry(), Clock.systemUTC());
        new Thread(loop, "loader").start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        assertThat(loop.stop(Duration.ofSeconds(20))).isTrue();
        client.close();
        admin.close();
        kafka.close();
    }

    @Test
    void waitsForTheStoreAndLosesNothing() {
        publish("b1", 300);
        await().atMost(Duration.ofMinutes(2)).until(() -> health.waits().containsKey("writes to MongoDB"));

        try (StoreServer store = StoreServer.inMemory(port)) {
            assertThat(store.uri()).contains(Integer.toString(port));
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptionsInstanceOf(MongoException.class)
                    .until(() -> documents() == 100);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> sum("b1").values().stream().mapToLong(n -> n).sum() == 301);

            Map<Count, Long> counts = sum("b1");
            assertThat(counts.get(Count.DEAD)).isEqualTo(1);
            assertThat(counts.get(Count.LOADED) + counts.getOrDefault(Count.SUPERSEDED, 0L))
                    .isEqualTo(300);
            assertThat(client.getDatabase("fhir").getCollection("Patient").distinct("gender", String.class))
                    .containsExactly("state-2");
            assertThat(letters()).singleElement().satisfies(letter -> {
                assertThat(new String(letter.value(), UTF_8)).isEqualTo("{}");
                assertThat(new String(letter.headers().lastHeader(Headers.CAUSE).value(), UTF_8))
                        .isEqualTo("resourceType or id are not those of the message's key");
            });
            await().atMost(Duration.ofMinutes(2)).until(health::isReady);

            marksWhatTheTransformerRejected();
        }
    }

    private void marksWhatTheTransformerRejected() {
        Document river = client.getDatabase("fhir")
                .getCollection("Patient")
                .find(new Document("_id", "7"))
                .first()
                .get("_river", Document.class);
        long origin = river.get("origin", Document.class).getLong("offset");
        send(producer -> {
            ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>("transformer.dead", null, null);
            letter.headers()
                    .add(Headers.RESOURCES, "Patient/7".getBytes(UTF_8))
                    .add(Headers.ORIGIN, ("p-0@" + (origin + 1)).getBytes(UTF_8))
                    .add(Headers.REJECTED_AT, "2026-01-31T12:00:00Z".getBytes(UTF_8))
                    .add(Headers.CAUSE, "no code".getBytes(UTF_8));
            producer.send(letter);
        });

        await().atMost(Duration.ofMinutes(2))
                .until(() -> client.getDatabase("fhir")
                                .getCollection("Patient")
                                .countDocuments(new Document("_river.stale.cause", "no code"))
                        == 1);
    }

    private interface Sending {
        void to(Producer<byte[], byte[]> producer);
    }

    private void send(Sending sending) {
        try (Producer<byte[], byte[]> producer = config.kafka().transactionalProducer("test")) {
            producer.initTransactions();
            producer.beginTransaction();
            sending.to(producer);
            producer.commitTransaction();
        }
    }

    private void publish(String batch, int states) {
        send(producer -> {
            for (int i = 0; i < states; i++) {
                ResourceKey key = new ResourceKey("Patient", Integer.toString(i % 100));
                String json = "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"gender\":\"state-%d\"}"
                        .formatted(key.id(), i / 100);
                producer.send(message(key, json, batch, i));
            }
            producer.send(message(new ResourceKey("Patient", "bad"), "{}", batch, states));
        });
    }

    private static ProducerRecord<byte[], byte[]> message(ResourceKey key, String json, String batch, int origin) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(key.topic(), key.toString().getBytes(UTF_8), json.getBytes(UTF_8));
        message.headers()
                .add(Headers.BATCH, batch.getBytes(UTF_8))
                .add(Headers.PIPELINE, "p".getBytes(UTF_8))
                .add(Headers.ORIGIN, ("p-0@" + origin).getBytes(UTF_8));
        return message;
    }

    private long documents() {
        return client.getDatabase("fhir").getCollection("Patient").countDocuments();
    }

    private Map<Count, Long> sum(String batch) {
        Map<Count, Long> sum = new EnumMap<>(Count.class);
        for (ConsumerRecord<byte[], byte[]> message : read("river.ledger")) {
            if (LedgerEntry.fromJson(message.value()).orElseThrow() instanceof LedgerEntry.Counted counted
                    && counted.batch().equals(batch)) {
                counted.counts().forEach((count, number) -> sum.merge(count, number, Long::sum));
            }
        }
        return sum;
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        return read("loader.dead");
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return CommittedMessages.of(kafka.bootstrapServers(), topic);
    }
}
