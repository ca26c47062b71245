package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.fhirriver.local.ports.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More changes than memory holds, read by an extractor that is killed on the way; {@code -Dcapture.rows} says how many. */
final class CaptureLoadIT {

    private static final int ROWS = Integer.getInteger("capture.rows", 20_000);

    @TempDir
    private static Path folder;

    private static River river;

    @BeforeAll
    static void start() throws Exception {
        river = new River(folder);
        river.sql(
                "CREATE TABLE lab_rows (id integer PRIMARY KEY, ward integer, note text)",
                "INSERT INTO lab_rows SELECT n, 1, repeat(md5(n::text), 4) FROM generate_series(1, " + ROWS + ") n",
                "CREATE TABLE pace (microseconds integer)",
                "INSERT INTO pace VALUES (0)",
                """
                CREATE FUNCTION at_pace() RETURNS boolean LANGUAGE plpgsql VOLATILE COST 100000 AS $$
                BEGIN
                  PERFORM pg_sleep(microseconds / 1e6) FROM pace WHERE microseconds > 0;
                  RETURN true;
                END $$""",
                "CREATE VIEW labs AS SELECT * FROM lab_rows WHERE at_pace()",
                "CREATE TABLE beds (id integer PRIMARY KEY)",
                "INSERT INTO beds VALUES (1)",
                "ANALYZE");
        river.file("hospital/labs.yaml", """
                name: hospital-labs
                key: [id]
                extract:
                  table: labs
                  touched-by: {wards: {sql: "SELECT id FROM lab_rows WHERE ward IN (:id)"}}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """);
        river.file("hospital/beds.yaml", """
                name: hospital-beds
                key: [id]
                extract: {table: beds}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """);
        river.changeTopics("labs", "wards", "beds");
    }

    @AfterAll
    static void stop() {
        river.close();
    }

    @Test
    void publishesEachRecordOnceThoughItIsKilledAndHasLittleMemory() throws Exception {
        int port = FreePorts.next();
        Map<String, String> environment = new HashMap<>(river.environment());
        environment.put("EXTRACTOR_HTTP_PORT", Integer.toString(port));
        Path log = folder.resolve("extractor.log");
        try (ChangeFeed feed = new ChangeFeed(river.kafkaSettings(), "postgresql")) {
            for (int from = 1; from <= ROWS; from += 10_000) {
                feed.changes("labs", "c", from, Math.min(ROWS, from + 9_999));
            }
            readingTakes(Duration.ofSeconds(40));
            try (ExtractorProcess first = ExtractorProcess.start(environment, log, "-Xmx96m")) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> isKnown(ROWS / 5));
                first.kill();
            }
            assertThat(isKnown(ROWS)).isFalse();
            readingTakes(Duration.ZERO);
            try (ExtractorProcess second = ExtractorProcess.start(environment, log, "-Xmx96m")) {
                long begun = System.nanoTime();
                int before = river.messages("hospital-labs").size();
                await().atMost(Duration.ofMinutes(20)).until(() -> isKnown(ROWS));
                System.out.printf("%d keys read again in %.1f s%n", ROWS - before, (System.nanoTime() - begun) / 1e9);

                readingTakes(Duration.ofMinutes(4));
                feed.changes("wards", "u", 1, 1);
                await().atMost(Duration.ofMinutes(2)).until(() -> isKnown(ROWS + 1_000));
                feed.change("beds", "c", null, Map.of("id", 1), null);
                await().atMost(Duration.ofMinutes(2)).until(() -> river.length("hospital-beds") > 0);
                assertThat(isKnown(2L * ROWS))
                        .as("urgent keys do not wait for many")
                        .isFalse();
                readingTakes(Duration.ZERO);
                await().atMost(Duration.ofMinutes(20)).until(() -> isKnown(2L * ROWS));

                assertThat(second.terminate()).as(second.log()).isZero();
                assertThat(second.log()).doesNotContain("OutOfMemory");
            }
        }

        Map<String, Integer> times = new HashMap<>();
        river.messages("hospital-labs").forEach(message -> times.merge(River.key(message), 1, Integer::sum));
        assertThat(times).hasSize(ROWS);
        assertThat(times.values()).containsOnly(2);
    }

    /** Lets the source be so slow that one statement after another would read all rows in this time. */
    private static void readingTakes(Duration all) throws Exception {
        river.sql("UPDATE pace SET microseconds = " + all.toMillis() * 1_000 / ROWS);
    }

    /** The topic is long; its messages are counted only when they may be enough. */
    private static boolean isKnown(long records) {
        return river.length("hospital-labs") >= records
                && river.messages("hospital-labs").size() >= records;
    }
}
