package org.fhirriver.connect.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.fhirriver.test.CommittedMessages;
import org.fhirriver.test.ConnectForTests;
import org.fhirriver.test.DatabaseServer;
import org.fhirriver.test.KafkaForTests;
import org.fhirriver.test.MariaDbForTests;
import org.fhirriver.test.PostgresForTests;

/** A worker with Debezium's plugins, a broker, and the databases that the shipped connectors capture. */
final class Capture implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("../sources");

    private static final String OPENMRS = "openmrs";

    private final PostgresForTests postgres = PostgresForTests.start();
    private final DatabaseServer openmrs;
    private final KafkaForTests kafka = KafkaForTests.start();
    private final ConnectForTests worker;

    /** With a MariaDB for OpenMRS. */
    Capture() throws SQLException {
        this(MariaDbForTests.start());
    }

    /** With another server for OpenMRS. */
    Capture(DatabaseServer server) throws SQLException {
        openmrs = server;
        postgres.createDatabase("mimic");
        openmrs.createDatabase(OPENMRS);
        worker = ConnectForTests.start(
                kafka.bootstrapServers(),
                Path.of("target/plugin"),
                List.of("/postgresql", "/mariadb"),
                environment(),
                Map.of());
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("MIMIC_CDC_HOST", "localhost"),
                Map.entry("MIMIC_CDC_PORT", postgres.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1")),
                Map.entry("MIMIC_CDC_DATABASE", "mimic"),
                Map.entry("MIMIC_CDC_USER", postgres.user()),
                Map.entry("MIMIC_CDC_PASSWORD", postgres.password()),
                Map.entry("OPENMRS_CDC_HOST", openmrs.host()),
                Map.entry("OPENMRS_CDC_PORT", String.valueOf(openmrs.port())),
                Map.entry("OPENMRS_CDC_DATABASE", openmrs.nameOf(OPENMRS)),
                Map.entry("OPENMRS_CDC_USER", openmrs.user()),
                Map.entry("OPENMRS_CDC_PASSWORD", openmrs.password()));
    }

    /** A connector as a file of the project describes it: its name and its configuration. */
    static JsonNode shipped(String name) {
        try {
            return JSON.readTree(Files.readString(SOURCES.resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a connector, and waits until it has taken its place in the log of changes. */
    void apply(JsonNode connector) {
        assertThat(worker.send("POST", "/connectors", connector.toString()).status())
                .isEqualTo(201);
        awaitPlace(connector.path("name").asText());
    }

    void awaitPlace(String name) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode offsets = ask(name, "/offsets").path("offsets");
            return !offsets.isEmpty() && offsets.findPath("snapshot").isMissingNode();
        });
    }

    /** Tells a connector to do something, and waits until it is in a state. */
    void tell(String name, String action, String state) {
        assertThat(worker.send("PUT", "/connectors/" + name + "/" + action, "").status())
                .isBetween(200, 204);
        await().atMost(PATIENCE)
                .until(() ->
                        ask(name, "/status").at("/connector/state").asText().equals(state));
    }

    void forgetPlace(String name) {
        assertThat(worker.send("DELETE", "/connectors/" + name + "/offsets", "").status())
                .isEqualTo(200);
    }

    JsonNode ask(String name, String what) {
        return json(worker.get("/connectors/" + name + what).body());
    }

    /** The events of a topic, in the order of their changes, once there are so many. */
    List<JsonNode> events(String topic, int count) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> events(topic).size() >= count);
        return events(topic);
    }

    private List<JsonNode> events(String topic) {
        return CommittedMessages.of(kafka.bootstrapServers(), topic).stream()
                .map(message -> json(new String(message.value(), StandardCharsets.UTF_8))
                        .path("payload"))
                .sorted(Comparator.comparingLong(event -> event.path("ts_ns").asLong()))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void inPostgreSql(String... statements) throws SQLException {
        try (Connection connection = postgres.connect("mimic")) {
            execute(connection, statements);
        }
    }

    /** The beginning of the names of OpenMRS's change topics. */
    String openmrsTopics() {
        return "changes.openmrs." + openmrs.nameOf(OPENMRS) + ".";
    }

    void inOpenmrs(String... statements) throws SQLException {
        try (Connection connection = openmrs.connect(OPENMRS)) {
            execute(connection, statements);
        }
    }

    /** The first value of the first row. */
    String askOpenmrs(String sql) throws SQLException {
        try (Connection connection = openmrs.connect(OPENMRS);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        worker.close();
        kafka.close();
        openmrs.close();
        postgres.close();
    }
}
