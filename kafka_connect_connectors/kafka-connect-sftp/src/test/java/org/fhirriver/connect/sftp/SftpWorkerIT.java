package org.fhirriver.connect.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.test.CommittedMessages;
import org.fhirriver.test.ConnectForTests;
import org.fhirriver.test.ConnectForTests.Answer;
import org.fhirriver.test.KafkaForTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector in a real worker, from its plugin folder, with the configurations that the project ships. */
final class SftpWorkerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROJECT = Path.of("../..");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static KafkaForTests kafka;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        kafka = KafkaForTests.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static ConnectForTests worker(String group, Drop drop) {
        return ConnectForTests.start(
                kafka.bootstrapServers(),
                Path.of("target/plugin"),
                List.of("kafka-connect-kit", "kafka-connect-sftp", "/sshd-", "/fastcsv"),
                Map.of(
                        "SFTP_HOST",
                        "localhost",
                        "SFTP_PORT",
                        String.valueOf(drop.server().port()),
                        "SFTP_USER",
                        "river",
                        "SFTP_PASSWORD",
                        Drop.PASSWORD,
                        "SFTP_KNOWN_HOSTS",
                        drop.knownHosts().toString()),
                Map.of(
                        "group.id", group,
                        "config.storage.topic", group + ".configs",
                        "offset.storage.topic", group + ".offsets",
                        "status.storage.topic", group + ".status"));
    }

    private static List<ConsumerRecord<byte[], byte[]>> messages(String topic) {
        return CommittedMessages.of(kafka.bootstrapServers(), topic);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void makeFolders() throws IOException {
        for (String each : List.of("input", "finished", "error")) {
            Files.createDirectories(folder.resolve("files/drop").resolve(each));
        }
    }

    @Test
    void runsTheShippedConfiguration() throws IOException {
        makeFolders();
        String configuration = Files.readString(PROJECT.resolve("kafka_connect_connectors/sources/mimic-sftp.json"));
        try (Drop drop = new Drop(folder);
                ConnectForTests worker = worker("shipped", drop)) {
            Path input = drop.file("drop/input", ".");
            Files.copy(PROJECT.resolve("pipelines/mimic/sample/icustays.csv"), input.resolve("icustays.csv"));
            Files.writeString(
                    input.resolve("patients-new.csv"), "GENDER,SUBJECT_ID,dob\nF,10013,2125-01-01 00:00:00\nF,1\n");
            Files.writeString(input.resolve("diagnoses_icd.csv"), "row_id,icd9_code\n99,\"99591\"\n");

            assertThat(worker.send("POST", "/connectors/", configuration).status())
                    .isEqualTo(201);
            assertThat(worker.send("POST", "/connectors/", configuration).status())
                    .isEqualTo(409);
            await().atMost(PATIENCE)
                    .until(() -> drop.names("drop/finished").size() == 2
                            && drop.names("drop/error").size() == 1);

            assertThat(messages("mimic-patients")).singleElement().satisfies(message -> {
                assertThat(text(message.key())).isEqualTo("10013");
                assertThat(read(text(message.value())))
                        .isEqualTo(read(
                                "{\"gender\": \"F\", \"subject_id\": \"10013\", \"dob\": \"2125-01-01 00:00:00\"}"));
            });
            assertThat(messages("mimic-diagnoses")).hasSize(1);
            assertThat(messages("mimic-icustays"))
                    .hasSize(Files.readAllLines(PROJECT.resolve("pipelines/mimic/sample/icustays.csv"))
                                    .size()
                            - 1);
            assertThat(messages("mimic-sftp.errors")).singleElement().satisfies(message -> {
                assertThat(text(message.key())).isEqualTo("drop/input/patients-new.csv:3");
                assertThat(read(text(message.value())).get("problem").asText())
                        .isEqualTo("it has 2 columns in place of 3");
            });
            assertThat(worker.get("/connectors/mimic-sftp").body()).contains("${env:SFTP_PASSWORD}");
        }
    }

    @Test
    void refusesWrongConfigurationsWithTheReason() {
        try (Drop drop = new Drop(folder);
                ConnectForTests worker = worker("refusing", drop)) {
            ObjectNode config = JSON.valueToTree(drop.configuration("cleanup.policy", "BURN", "batch.sise", "7"));
            config.put("connector.class", SftpCsvSourceConnector.class.getName());
            JsonNode validated = read(
                    worker.send("PUT", "/connector-plugins/SftpCsvSourceConnector/config/validate", config.toString())
                            .body());
            List<String> wrong = IntStream.range(0, validated.get("configs").size())
                    .mapToObj(i -> validated.get("configs").get(i).get("value"))
                    .filter(value -> !value.get("errors").isEmpty())
                    .map(value -> value.get("name").asText())
                    .toList();

            assertThat(wrong).containsExactlyInAnyOrder("cleanup.policy", "batch.sise");
            Answer refused = worker.send("PUT", "/connectors/drop/config", config.toString());
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("BURN").doesNotContain(Drop.PASSWORD);
        }
    }

    /**
     * The short form of many kills during the reading of a large file. The long one, of two gigabytes, is
     * {@code -Dkills=50 -Drows=2000000 -Drow.bytes=1000}.
     */
    @Test
    void deliversEveryRowOnceThoughTheWorkerIsKilled() throws IOException {
        int kills = Integer.getInteger("kills", 3);
        int rows = Integer.getInteger("rows", 300_000);
        try (Drop drop = new Drop(folder)) {
            write(drop.file("input", "a.csv"), rows, "x".repeat(Integer.getInteger("row.bytes", 10)));
            ObjectNode config = JSON.valueToTree(drop.configuration(
                    "connector.class",
                    SftpCsvSourceConnector.class.getName(),
                    "kafka.topic",
                    "killed",
                    "record.key.columns",
                    "id",
                    "exactly.once.support",
                    "required",
                    "transaction.boundary",
                    "connector",
                    "topic.creation.default.partitions",
                    "2",
                    "topic.creation.default.replication.factor",
                    "1"));
            long before = 0;
            for (int kill = 0; kill < kills; kill++) {
                long least = Math.min(before + 1_000, rows - 1);
                ConnectForTests worker = worker("killed", drop);
                try {
                    if (kill == 0) {
                        worker.send("PUT", "/connectors/drop/config", config.toString());
                    }
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(200))
                            .ignoreExceptions()
                            .until(() -> CommittedMessages.estimate(kafka.bootstrapServers(), "killed") > least);
                } finally {
                    worker.kill();
                }
                before = CommittedMessages.estimate(kafka.bootstrapServers(), "killed");
            }

            try (ConnectForTests worker = worker("killed", drop)) {
                await().atMost(Duration.ofMinutes(30))
                        .until(() -> drop.names("finished").size() == 1);
                assertThat(worker.get("/connectors/drop/status").body()).doesNotContain("FAILED");
                assertThat(Tally.of("killed")).isEqualTo(new Tally(rows, rows));
            }
        }
    }

    private static void write(Path file, int rows, String padding) throws IOException {
        try (var text = Files.newBufferedWriter(file)) {
            text.write("id,name\n");
            for (int id = 1; id <= rows; id++) {
                text.write(id + (id % 1000 == 0 ? ",\"Zoë\n" + padding + "\"\n" : ",名前 " + padding + "\n"));
            }
        }
    }

    /** How many rows have arrived, and how many different ones. */
    private record Tally(long count, long different) {

        static Tally of(String topic) {
            var seen = new BitSet();
            var count = new AtomicLong();
            CommittedMessages.forEach(kafka.bootstrapServers(), topic, message -> {
                seen.set(Integer.parseInt(text(message.key())));
                count.incrementAndGet();
            });
            return new Tally(count.get(), seen.cardinality());
        }
    }
}
