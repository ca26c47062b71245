package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fhirriver.local.ports.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes, batches and single calls beside each other. */
final class CaptureRaceIT {

    private static final int ROWS = 500;
    private static final int CHANGES = 400;

    @TempDir
    private static Path folder;

    private static River river;

    @BeforeAll
    static void start() throws Exception {
        river = new River(folder);
        river.sql(
                "CREATE TABLE beds (id integer PRIMARY KEY, ward integer)",
                "INSERT INTO beds SELECT n, 0 FROM generate_series(1, " + ROWS + ") n");
        river.file("hospital/beds.yaml", """
                name: hospital-beds
                key: [id]
                extract: {table: beds}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """);
        river.changeTopics("beds");
        river.start();
        river.awaitReady();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> river.messages("hospital-beds.touched").isEmpty());
    }

    @AfterAll
    static void stop() {
        river.close();
    }

    @Test
    void neverPublishesAnOlderStateAfterANewerOne() throws Exception {
        AtomicBoolean more = new AtomicBoolean(true);
        Thread batches = new Thread(() -> {
            for (int i = 0; more.get(); i++) {
                String id = river.post("/extractor_sql/hospital-beds")
                        .json()
                        .path("id")
                        .asText();
                river.post("/extractor_sql/hospital-beds/" + (1 + i % ROWS));
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !river.get("/batches/" + id)
                                .json()
                                .path("state")
                                .asText()
                                .matches("waiting|reading"));
            }
        });
        batches.start();

        Random random = new Random(7);
        try (ChangeFeed feed = new ChangeFeed(river.kafkaSettings(), "postgresql")) {
            for (int i = 1; i <= CHANGES; i++) {
                change(feed, 1 + random.nextInt(ROWS), i, random.nextInt(10) == 0);
            }
        }
        more.set(false);
        batches.join();

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(published()).isEqualTo(stored()));
    }

    @Test
    void leavesAPipelineToOneExtractor() throws Exception {
        int port = FreePorts.next();
        Map<String, String> environment = new TreeMap<>(river.environment());
        environment.put("EXTRACTOR_HTTP_PORT", Integer.toString(port));
        environment.put("EXTRACTOR_INSTANCE", "other");
        int own = river.port();
        try (ExtractorProcess other = ExtractorProcess.start(environment, folder.resolve("other.log"))) {
            river.at(port).awaitReady();
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                int here = river.at(own).post("/extractor_sql/hospital-beds/1").status();
                int there =
                        river.at(port).post("/extractor_sql/hospital-beds/1").status();
                return (here == 200 && there == 409) || (here == 409 && there == 200);
            });
            river.at(port);
            assertThat(other.terminate()).isZero();
        } finally {
            river.at(own);
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> river.post("/extractor_sql/hospital-beds/1").status() == 200);
    }

    /** Changes a row; the log tells of it before or after others see it. */
    private static void change(ChangeFeed feed, int id, int ward, boolean delete) throws Exception {
        try (Connection connection = river.postgres().connect("hospital");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    delete
                            ? "DELETE FROM beds WHERE id = " + id
                            : "INSERT INTO beds VALUES (%1$d, %2$d) ON CONFLICT (id) DO UPDATE SET ward = %2$d"
                                    .formatted(id, ward));
            long transaction;
            try (ResultSet number = statement.executeQuery("SELECT txid_current()")) {
                number.next();
                transaction = number.getLong(1);
            }
            Map<String, Object> row = Map.of("id", id);
            feed.change("beds", delete ? "d" : "u", row, delete ? null : row, transaction);
            connection.commit();
        }
    }

    private static Map<String, Integer> published() {
        Map<String, Integer> last = new TreeMap<>();
        river.messages("hospital-beds").forEach(message -> {
            if (message.value() == null) {
                last.remove(River.key(message));
            } else {
                last.put(River.key(message), River.value(message).path("ward").asInt());
            }
        });
        return last;
    }

    private static Map<String, Integer> stored() throws Exception {
        Map<String, Integer> stored = new TreeMap<>();
        try (Connection connection = river.postgres().connect("hospital");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, ward FROM beds")) {
            while (rows.next()) {
                stored.put(rows.getString(1), rows.getInt(2));
            }
        }
        return stored;
    }
}
