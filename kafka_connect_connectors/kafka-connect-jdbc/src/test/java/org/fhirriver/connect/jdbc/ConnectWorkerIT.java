package org.fhirriver.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.fhirriver.test.PostgresForTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The connector in a real worker, from its plugin folder, with the configurations that the project ships. */
final class ConnectWorkerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROJECT = Path.of("../..");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static PostgresForTests postgres;
    private static KafkaForTests kafka;
    /** Of the tests that do not kill theirs. */
    private static ConnectForTests worker;

    @BeforeAll
    static void start() throws SQLException {
        postgres = PostgresForTests.start();
        kafka = KafkaForTests.start();
        postgres.createDatabase("mimic");
        worker = worker("shared", "mimic");
    }

    @AfterAll
    static void stop() {
        worker.close();
        kafka.close();
        postgres.close();
    }

    private static ConnectForTests worker(String group, String database) {
        return ConnectForTests.start(
                kafka.bootstrapServers(),
                Path.of("target/plugin"),
                List.of("kafka-connect-kit", "kafka-connect-jdbc", "/postgresql", "/mariadb", "/h2"),
                Map.of(
                        "MIMIC_JDBC_URL", postgres.jdbcUrl(database),
                        "MIMIC_JDBC_USER", postgres.user(),
                        "MIMIC_JDBC_PASSWORD", "secret"),
                Map.of(
                        "group.id", group,
                        "config.storage.topic", group + ".configs",
                        "offset.storage.topic", group + ".offsets",
                        "status.storage.topic", group + ".status"));
    }

    private static void execute(String database, String... statements) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> messages(String topic) {
        return CommittedMessages.of(kafka.bootstrapServers(), topic);
    }

    private static String key(ConsumerRecord<byte[], byte[]> message) {
        return new String(message.key(), StandardCharsets.UTF_8);
    }

    private static String taskState(ConnectForTests worker, String connector) {
        return read(worker.get("/connectors/" + connector + "/status").body())
                .at("/tasks/0/state")
                .asText();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void runsTheShippedConfiguration() throws SQLException, IOException {
        execute("mimic", Files.readString(PROJECT.resolve("pipelines/mimic/sample/schema.sql")));
        execute(
                "mimic",
                "INSERT INTO patients VALUES (1, 10013, 'F', '2125-01-01', NULL, NULL, NULL, 0)",
                "INSERT INTO icustays VALUES (7, 10013, 165520, 264446, 'carevue', 'MICU', 'MICU', 15, 15,"
                        + " '2125-10-04 23:38:00', NULL, 2.6544)",
                "INSERT INTO diagnoses_icd VALUES (99, 10013, 165520, 1, '99591')");
        String configuration = Files.readString(PROJECT.resolve("kafka_connect_connectors/sources/mimic-jdbc.json"));

        assertThat(worker.send("POST", "/connectors/", configuration).status()).isEqualTo(201);
        assertThat(worker.send("POST", "/connectors/", configuration).status()).isEqualTo(409);
        await().atMost(PATIENCE).until(() -> taskState(worker, "mimic-jdbc").equals("RUNNING"));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> messages("mimic-diagnoses").size() == 1);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> messages("mimic-icustays").size() == 1);

        assertThat(messages("mimic-patients")).singleElement().satisfies(message -> {
            assertThat(key(message)).isEqualTo("10013");
            assertThat(read(new String(message.value(), StandardCharsets.UTF_8)))
                    .isEqualTo(read("{\"row_id\":1,\"subject_id\":10013,\"gender\":\"F\","
                            + "\"dob\":\"2125-01-01T00:00:00\",\"dod\":null,\"dod_hosp\":null,\"dod_ssn\":null,"
                            + "\"expire_flag\":0}"));
        });
        assertThat(messages("mimic-icustays")).singleElement().satisfies(message -> {
            assertThat(key(message)).isEqualTo("264446");
            assertThat(new String(message.value(), StandardCharsets.UTF_8)).contains("\"los\":2.6544");
        });
        putsTwiceTheSame(read(configuration).get("config"));
        findsRowsThatCommitLater();
        assertThat(worker.get("/connectors/mimic-jdbc").body()).contains("${env:MIMIC_JDBC_PASSWORD}");
    }

    private static void putsTwiceTheSame(JsonNode config) {
        String path = "/connectors/mimic-jdbc/config";
        Answer first = worker.send("PUT", path, config.toString());
        Answer second = worker.send("PUT", path, config.toString());

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(read(second.body()).get("config"))
                .isEqualTo(read(first.body()).get("config"));
    }

    private static void findsRowsThatCommitLater() throws SQLException {
        try (Connection slow = postgres.connect("mimic");
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("INSERT INTO patients VALUES (2, 2, 'F', '2125-01-01', NULL, NULL, NULL, 0)");
            execute("mimic", "INSERT INTO patients VALUES (3, 3, 'F', '2125-01-01', NULL, NULL, NULL, 0)");
            await().atMost(PATIENCE).until(() -> messages("mimic-patients").size() == 2);
            slow.commit();
        }
        await().atMost(PATIENCE).until(() -> messages("mimic-patients").size() == 3);
        assertThat(messages("mimic-patients"))
                .extracting(ConnectWorkerIT::key)
                .containsExactlyInAnyOrder("10013", "2", "3");
        assertThat(taskState(worker, "mimic-jdbc")).isEqualTo("RUNNING");
    }

    @Test
    void refusesWrongConfigurationsWithTheReason() {
        Answer wrongClass = worker.send(
                "POST", "/connectors/", "{\"name\": \"x\", \"config\": {\"connector.class\": \"org.example.None\"}}");
        assertThat(wrongClass.status()).isEqualTo(400);
        assertThat(wrongClass.body()).contains("org.example.None");

        ObjectNode config = JSON.createObjectNode()
                .put("connector.class", JdbcSourceConnector.class.getName())
                .put("name", "x")
                .put("mode", "sometimes")
                .put("tabel.whitelist", "a")
                .put("connection.url", "${env:MIMIC_JDBC_URL}")
                .put("topic.prefix", "x-");
        JsonNode validated =
                read(worker.send("PUT", "/connector-plugins/JdbcSourceConnector/config/validate", config.toString())
                        .body());
        List<String> wrong = IntStream.range(0, validated.get("configs").size())
                .mapToObj(i -> validated.get("configs").get(i).get("value"))
                .filter(value -> !value.get("errors").isEmpty())
                .map(value -> value.get("name").asText())
                .toList();
        assertThat(wrong).containsExactlyInAnyOrder("mode", "tabel.whitelist");
        assertThat(worker.send("PUT", "/connectors/x/config", config.toString()).status())
                .isEqualTo(400);
    }

    @Test
    void failsVisiblyWhenTheTableGoes() throws SQLException {
        postgres.createDatabase("failing");
        execute("failing", "CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (1)");
        ObjectNode config = reading("failing", "failing-");
        config.put("table.poll.interval.ms", "600000").put("poll.interval.ms", "100");
        assertThat(worker.send("PUT", "/connectors/failing/config", config.toString())
                        .status())
                .isEqualTo(201);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> messages("failing-t").size() == 1);

        execute("failing", "DROP TABLE t");

        await().atMost(PATIENCE).until(() -> taskState(worker, "failing").equals("FAILED"));
        assertThat(worker.get("/connectors/failing/status").body())
                .contains("Reading public.t failed: SQLSTATE 42P01")
                .doesNotContain("relation");
    }

    private static ObjectNode reading(String database, String prefix) {
        return JSON.createObjectNode()
                .put("connector.class", JdbcSourceConnector.class.getName())
                .put("connection.url", postgres.jdbcUrl(database))
                .put("connection.user", postgres.user())
                .put("mode", "incrementing")
                .put("incrementing.column.name", "id")
                .put("topic.prefix", prefix)
                .put("topic.creation.default.partitions", "2")
                .put("topic.creation.default.replication.factor", "1")
                .put("exactly.once.support", "required")
                .put("transaction.boundary", "connector");
    }

    /** The short form of many kills during the read of a large table; the long one is -Dkills=50 -Drows=2000000. */
    @Test
    void deliversEveryRowOnceThoughTheWorkerIsKilled() throws SQLException {
        int kills = Integer.getInteger("kills", 3);
        int rows = Integer.getInteger("rows", 300_000);
        postgres.createDatabase("killed");
        execute(
                "killed",
                "CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT)",
                "INSERT INTO t SELECT i, 'row ' || i FROM generate_series(1, " + rows + ") i");
        ObjectNode config = reading("killed", "killed-").put("batch.max.rows", "500");

        long before = 0;
        for (int kill = 0; kill < kills; kill++) {
            long least = Math.min(before + 1_000, rows - 1);
            ConnectForTests worker = worker("killed", "killed");
            try {
                if (kill == 0) {
                    worker.send("PUT", "/connectors/killed/config", config.toString());
                }
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(200))
                        .ignoreExceptions()
                        .until(() -> CommittedMessages.estimate(kafka.bootstrapServers(), "killed-t") > least);
            } finally {
                worker.kill();
            }
            before = CommittedMessages.estimate(kafka.bootstrapServers(), "killed-t");
        }

        try (ConnectForTests worker = worker("killed", "killed")) {
            await().atMost(Duration.ofMinutes(15))
                    .until(() -> Tally.of("killed-t").count() >= rows);
            assertThat(taskState(worker, "killed")).isEqualTo("RUNNING");
            assertThat(Tally.of("killed-t")).isEqualTo(new Tally(rows, rows));
        }
    }

    /** How many rows have arrived, and how many different ones. */
    private record Tally(long count, long different) {

        static Tally of(String topic) {
            var seen = new BitSet();
            var count = new AtomicLong();
            CommittedMessages.forEach(kafka.bootstrapServers(), topic, message -> {
                seen.set(Integer.parseInt(key(message)));
                count.incrementAndGet();
            });
            return new Tally(count.get(), seen.cardinality());
        }
    }
}
