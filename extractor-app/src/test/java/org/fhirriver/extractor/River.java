package org.fhirriver.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.fhirriver.test.KafkaForTests;
import org.fhirriver.test.PostgresForTests;

/** An extractor with a broker, a database and a folder of pipelines of its own. */
final class River implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaForTests kafka = KafkaForTests.start();
    private final PostgresForTests postgres = PostgresForTests.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final String database;
    private final Map<String, String> more = new HashMap<>();
    private Extractor extractor;
    private int port;

    River(Path folder) throws SQLException {
        this.folder = folder;
        this.database = postgres.createDatabase("hospital");
        file("hospital/source.yaml", """
                name: hospital
                timezone: Europe/Berlin
                database:
                  url: ${HOSPITAL_JDBC_URL}
                  user: ${HOSPITAL_JDBC_USER}
                """);
    }

    /** Starts the extractor in this process, or starts it again. */
    void start() {
        Map<String, String> environment = environment();
        extractor = Extractor.start(ExtractorConfig.from(environment), environment);
        port = extractor.port();
    }

    /** Speaks to an extractor that was started elsewhere. */
    River at(int otherPort) {
        port = otherPort;
        return this;
    }

    /** What an extractor has to know. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("RIVER_PIPELINES", folder.toString());
        environment.put("EXTRACTOR_HTTP_PORT", "0");
        environment.put("HOSPITAL_JDBC_URL", database);
        environment.put("HOSPITAL_JDBC_USER", postgres.user());
        environment.putAll(more);
        return environment;
    }

    void awaitReady() {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get("/health/ready").status()).isEqualTo(200));
    }

    void set(String name, String value) {
        more.put(name, value);
    }

    void stop() {
        try {
            extractor.stop(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    PostgresForTests postgres() {
        return postgres;
    }

    KafkaSettings kafkaSettings() {
        return KafkaSettings.of(kafka.bootstrapServers());
    }

    /** Makes topics of changes, as the worker does. */
    void changeTopics(String... tables) {
        for (String table : tables) {
            topic("changes.hospital.public." + table);
        }
    }

    void topic(String name) {
        kafka.createTopic(name, 1);
    }

    void file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = postgres.connect("hospital");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** An answer of the API. */
    record Answer(int status, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String mediaType() {
            return response.headers().firstValue("Content-Type").orElse("");
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    Answer post(String path) {
        return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody()));
    }

    Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE());
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    /** How long a topic is, with the marks of transactions; 0 for one that is not there yet. */
    long length(String topic) {
        try (Consumer<byte[], byte[]> reader = kafkaSettings().reader()) {
            if (!reader.listTopics().containsKey(topic)) {
                return 0;
            }
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return reader.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** All committed messages of a topic. */
    List<ConsumerRecord<byte[], byte[]>> messages(String topic) {
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        try (Consumer<byte[], byte[]> reader = kafkaSettings().reader()) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> reader.position(partition) < ends.get(partition))) {
                reader.poll(Duration.ofMillis(200)).forEach(messages::add);
            }
        }
        return messages;
    }

    static String key(ConsumerRecord<byte[], byte[]> message) {
        return message.key() == null ? null : new String(message.key(), UTF_8);
    }

    static JsonNode value(ConsumerRecord<byte[], byte[]> message) {
        try {
            return message.value() == null ? null : JSON.readTree(message.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        if (extractor != null) {
            stop();
        }
        postgres.close();
        kafka.close();
    }
}
