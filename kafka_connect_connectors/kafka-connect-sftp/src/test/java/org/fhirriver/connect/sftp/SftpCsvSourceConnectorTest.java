package org.fhirriver.connect.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SftpCsvSourceConnectorTest {

    @TempDir
    private Path folder;

    private Drop drop;

    @BeforeEach
    void start() {
        drop = new Drop(folder);
    }

    @AfterEach
    void stop() {
        drop.close();
    }

    /** The wrong keys with what is said about them. */
    private Map<String, List<String>> wrong(String... keys) {
        return new SftpCsvSourceConnector()
                .validate(drop.configuration(keys)).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(value -> value.name(), value -> value.errorMessages()));
    }

    @Test
    void aRightConfigurationHasNoProblem() {
        assertThat(wrong()).isEmpty();
    }

    @Test
    void eachWrongKeyIsNamed() {
        assertThat(wrong(
                        "sftp.port", "99999",
                        "input.file.pattern", "(",
                        "cleanup.policy", "BURN",
                        "csv.separator.char", "ab",
                        "csv.file.charset", "UTF-32",
                        "kafka.topic", "no topic",
                        "value.schema", "{\"type\": \"STRUCT\"}",
                        "parser.timestamp.timezone", "Mars",
                        "inptu.path", "x",
                        "batch.size", "0"))
                .containsOnlyKeys(
                        "sftp.port",
                        "input.file.pattern",
                        "cleanup.policy",
                        "csv.separator.char",
                        "csv.file.charset",
                        "kafka.topic",
                        "value.schema",
                        "parser.timestamp.timezone",
                        "inptu.path",
                        "batch.size")
                .containsEntry("inptu.path", List.of("The connector has no such key; did you mean input.path?"));
    }

    @Test
    void keysThatContradictEachOtherAreNamed() {
        assertThat(wrong("schema.generation.enabled", "false")).containsOnlyKeys("value.schema");
        assertThat(wrong("finished.path", "")).containsOnlyKeys("finished.path");
        assertThat(wrong("csv.quote.char", ",")).containsOnlyKeys("csv.quote.char");
        assertThat(wrong("kafka.topic", "t-$5")).containsOnlyKeys("kafka.topic");
    }

    @Test
    void theServerIsTried() throws IOException {
        assertThat(wrong("sftp.password", "wrong")).containsOnlyKeys("sftp.password");
        assertThat(wrong("input.path", "nowhere")).containsOnlyKeys("input.path");
        assertThat(wrong("sftp.host", "localhost", "sftp.port", "1")).containsOnlyKeys("sftp.host");
        Files.writeString(drop.knownHosts(), "");
        assertThat(wrong()).containsOnlyKeys("sftp.known.hosts");
        assertThat(wrong("sftp.strict.host.key.checking", "false")).isEmpty();
    }

    @Test
    void aServerWithAnotherKeyIsRefusedByTheTask() throws IOException {
        Files.writeString(drop.knownHosts(), "");
        try (RunningTask task = RunningTask.start(drop.configuration(), new KeptOffsets())) {
            assertThatThrownBy(() -> task.pollFor(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("is not the one that");
        }
    }

    @Test
    void aServerThatIsGoneFailsTheTaskAfterSomeAttempts() {
        try (RunningTask task = RunningTask.start(
                drop.configuration("sftp.port", "1", "sftp.connection.attempts", "3"), new KeptOffsets())) {
            assertThatThrownBy(() -> task.pollFor(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Connecting to localhost:1 failed");
        }
    }

    @Test
    void namesOfFilesChooseTopicsAndKeys() {
        drop.put("patients-1.csv", "row_id,subject_id\n1,10013\n");
        drop.put("transfers-1.csv", "row_id,hadm_id\n1,00100\n");
        Map<String, String> configuration = drop.configuration(
                "input.file.pattern", "([a-z]+)-\\d+\\.csv",
                "kafka.topic", "mimic-$1",
                "record.key.columns", "mimic-patients:subject_id;.*:row_id,hadm_id");

        try (RunningTask task = RunningTask.start(configuration, new KeptOffsets())) {
            assertThat(task.pollFor(2))
                    .extracting(record -> record.topic() + " " + record.key())
                    .containsExactlyInAnyOrder("mimic-patients 10013", "mimic-transfers [\"1\",\"00100\"]");
        }
    }

    @Test
    void filesOfATopicStayWithOneTask() {
        var connector = new SftpCsvSourceConnector();
        connector.start(drop.configuration("kafka.topic", "t-$1"));
        assertThat(connector.taskConfigs(3)).hasSize(3);
        connector.start(drop.configuration());
        assertThat(connector.taskConfigs(3)).hasSize(1);
    }

    @Test
    void typesAndKeysFollowTheSchemas() {
        drop.put(
                "a.csv",
                "ID,at,amount,day,flag\n0012,2020-01-31 10:00:00,1.50,2020-02-29,Yes\n13,2020-01-31T10:00:00Z,2,,\n");
        Map<String, String> configuration = drop.configuration(
                "schema.generation.enabled", "false",
                "csv.case.sensitive.field.names", "false",
                "parser.timestamp.timezone", "Europe/Vienna",
                "key.schema", "{\"type\": \"STRUCT\", \"fieldSchemas\": {\"id\": {\"type\": \"INT64\"}}}",
                "value.schema", """
                        {"type": "STRUCT", "fieldSchemas": {
                          "id": {"type": "INT64"},
                          "at": {"type": "INT64", "name": "org.apache.kafka.connect.data.Timestamp", "isOptional": true},
                          "amount": {"type": "BYTES", "name": "org.apache.kafka.connect.data.Decimal",
                            "parameters": {"scale": "2"}},
                          "day": {"type": "INT32", "name": "org.apache.kafka.connect.data.Date", "isOptional": true},
                          "flag": {"type": "BOOLEAN", "isOptional": true}}}""");

        try (RunningTask task = RunningTask.start(configuration, new KeptOffsets())) {
            List<SourceRecord> records = task.pollFor(2);

            assertThat(((Struct) records.get(0).key()).getInt64("id")).isEqualTo(12);
            var first = (Struct) records.get(0).value();
            assertThat(((java.util.Date) first.get("at")).toInstant()).hasToString("2020-01-31T09:00:00Z");
            assertThat(first.get("amount")).hasToString("1.50");
            assertThat(first.get("flag")).isEqualTo(true);
            var second = (Struct) records.get(1).value();
            assertThat(((java.util.Date) second.get("at")).toInstant()).hasToString("2020-01-31T10:00:00Z");
            assertThat(second.get("amount")).hasToString("2.00");
            assertThat(second.get("day")).isNull();
        }
    }
}
