package org.fhirriver.connect.jdbc.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ValidationTest {

    private static final String URL = "jdbc:h2:mem:validation;DB_CLOSE_DELAY=-1";

    @BeforeAll
    static void createTable() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL, "sa", "right");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, name VARCHAR(9), changed TIMESTAMP)");
        }
    }

    @AfterAll
    static void shutDown() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL, "sa", "right");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    /** The messages by key, for a configuration that is right but for some keys; a null takes one away. */
    private static Map<String, List<String>> problems(String... changes) {
        Map<String, String> configuration = new HashMap<>(Map.of(
                "name", "c",
                "connector.class", "org.fhirriver.connect.jdbc.JdbcSourceConnector",
                "value.converter.schemas.enable", "false",
                "connection.url", URL,
                "connection.user", "sa",
                "connection.password", "right",
                "mode", "incrementing",
                "incrementing.column.name", "id",
                "topic.prefix", "p-"));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                configuration.remove(changes[i]);
            } else {
                configuration.put(changes[i], changes[i + 1]);
            }
        }
        return Validation.of(configuration).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    @Test
    void findsNothingWrongWithARightConfiguration() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void namesEveryWrongValueAtOnce() {
        assertThat(problems(
                        "mode", "sometimes",
                        "topic.prefix", "a b",
                        "batch.max.rows", "0",
                        "poll.interval.ms", "soon",
                        "db.timezone", "Moon/Sea",
                        "numeric.mapping", "most",
                        "connection.url", "postgres://x",
                        "dialect.name", "dBase",
                        "table.include.list", "(",
                        "record.key.columns", ":"))
                .containsOnlyKeys(
                        "mode",
                        "topic.prefix",
                        "batch.max.rows",
                        "poll.interval.ms",
                        "db.timezone",
                        "numeric.mapping",
                        "connection.url",
                        "dialect.name",
                        "table.include.list",
                        "record.key.columns");
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(problems("connection.url", null, "mode", null, "topic.prefix", null))
                .containsOnlyKeys("connection.url", "mode", "topic.prefix");
        assertThat(problems("mode", "timestamp")).containsOnlyKeys("timestamp.column.name");
        assertThat(problems("query", "SELECT 1", "incrementing.column.name", null, "topic.prefix", ""))
                .containsOnlyKeys("incrementing.column.name", "topic.prefix");
    }

    @Test
    void namesKeysThatNobodyReads() {
        assertThat(problems("tabel.whitelist", "orders", "errors.tolerance", "all", "connection.ssl", "true"))
                .isEqualTo(Map.of(
                        "tabel.whitelist", List.of("The connector has no such key; did you mean table.whitelist?")));
    }

    @Test
    void namesKeysThatContradictEachOther() {
        assertThat(problems("table.whitelist", "orders", "table.blacklist", "x"))
                .containsOnlyKeys("table.whitelist");
        assertThat(problems("query", "SELECT 1 AS id", "table.whitelist", "orders"))
                .containsOnlyKeys("table.whitelist");
        assertThat(problems("incrementing.column.mapping", ".*:id")).containsOnlyKeys("incrementing.column.mapping");
    }

    @Test
    void triesTheConnection() {
        assertThat(problems("connection.password", "wrong")).containsOnlyKeys("connection.password");
        assertThat(problems("connection.url", "jdbc:nothing:x")).containsOnlyKeys("connection.url");
        assertThat(problems("connection.url", "jdbc:postgresql://localhost:1/x"))
                .containsOnlyKeys("connection.url");
    }

    @Test
    void neverRepeatsThePassword() {
        assertThat(problems("connection.password", "tops3cret").values())
                .allSatisfy(messages -> assertThat(messages.toString()).doesNotContain("tops3cret"));
    }

    @Test
    void looksWhetherTheTablesHaveTheColumns() {
        assertThat(problems("incrementing.column.name", "number"))
                .isEqualTo(Map.of(
                        "incrementing.column.name",
                        List.of("incrementing.column.name: PUBLIC.ORDERS has no column number")));
        assertThat(problems("incrementing.column.name", "name")).containsOnlyKeys("incrementing.column.name");
        assertThat(problems("record.key.columns", "id,code")).containsOnlyKeys("record.key.columns");
        assertThat(problems("mode", "timestamp", "timestamp.column.name", "changed"))
                .containsOnlyKeys("timestamp.column.name");
        assertThat(problems("mode", "timestamp", "timestamp.column.name", "changed", "validate.non.null", "false"))
                .isEmpty();
        assertThat(problems("query", "SELEKT", "mode", "bulk")).containsOnlyKeys("query");
    }
}
