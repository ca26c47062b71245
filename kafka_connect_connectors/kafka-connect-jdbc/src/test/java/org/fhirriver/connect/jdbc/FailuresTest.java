package org.fhirriver.connect.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FailuresTest {

    private final H2Database database = new H2Database();
    private final KeptOffsets offsets = new KeptOffsets();

    @BeforeEach
    void createTable() throws SQLException {
        database.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))", "INSERT INTO t VALUES (1, 'Smith'), (2, '7')");
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private RunningTask start(String... settings) {
        Map<String, String> configuration = new HashMap<>(database.configuration());
        configuration.put("mode", "incrementing");
        configuration.put("incrementing.column.name", "id");
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        return RunningTask.start(configuration, offsets, new TableId(null, "public", "t"));
    }

    @Test
    void triesAgainAndThenFailsVisibly() {
        try (RunningTask task =
                start("connection.url", "jdbc:postgresql://localhost:1/x", "connection.attempts", "3")) {
            assertThat(pollUntilFailure(task))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Connecting failed: SQLSTATE 08001")
                    .hasMessageContaining("no connection");
        }
    }

    private static Throwable pollUntilFailure(RunningTask task) {
        while (true) {
            try {
                task.poll();
            } catch (ConnectException e) {
                return e;
            }
        }
    }

    @Test
    void failsAtOnceWhenTheSqlIsWrong() {
        try (RunningTask task = start("incrementing.column.name", "number")) {
            assertThatThrownBy(task::poll).hasMessage("incrementing.column.name: public.t has no column number");
        }
    }

    @Test
    void keepsValuesOutOfWhatItReports() {
        try (RunningTask task =
                start("query", "SELECT id, CAST(name AS INT) AS n FROM t", "query.retry.attempts", "0")) {
            assertThatThrownBy(task::poll)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("SQLSTATE 22018")
                    .hasNoCause()
                    .message()
                    .doesNotContain("Smith");
        }
    }

    @Test
    void goesOnAfterTheConnectionWasLost() throws SQLException {
        // However long the database takes to let others in again.
        try (RunningTask task = start("batch.max.rows", "1", "connection.attempts", "1000000")) {
            List<SourceRecord> first = task.poll();

            database.execute("SET EXCLUSIVE 2", "SET EXCLUSIVE 0");

            List<SourceRecord> rest = task.pollAll();
            while (rest.isEmpty()) {
                rest = task.pollAll();
            }
            assertThat(RunningTask.field(first, "id")).containsExactly(1);
            assertThat(RunningTask.field(rest, "id")).contains(2);
        }
    }
}
