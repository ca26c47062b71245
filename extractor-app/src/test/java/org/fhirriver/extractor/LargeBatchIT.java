package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.messages.Headers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is larger than the extractor's memory, read by an extractor that is killed on the way. */
final class LargeBatchIT {

    private static final int ROWS = 300_000;

    @TempDir
    private static Path folder;

    private static River river;

    @BeforeAll
    static void start() throws Exception {
        river = new River(folder);
        river.sql(
                "CREATE TABLE labs (id bigint PRIMARY KEY, patient integer, at timestamp, value numeric(9,3), note text)",
                "INSERT INTO labs SELECT n, n % 1000, timestamp '2150-01-01' + n * interval '1 minute', n / 7.0,"
                        + " repeat(md5(n::text), 8) FROM generate_series(1, " + ROWS + ") n",
                "CREATE TABLE comments (lab bigint, nr integer, text text)",
                "CREATE INDEX ON comments (lab)",
                "INSERT INTO comments SELECT n, k, md5(n::text || k) FROM generate_series(1, 20000) n,"
                        + " generate_series(1, 3) k",
                "ANALYZE");
        river.file("hospital/labs.yaml", """
                name: hospital-labs
                key: [id]
                extract: {table: labs}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """);
        river.file("hospital/commented.yaml", """
                name: hospital-commented
                key: [id]
                extract:
                  sql: SELECT id, patient FROM labs WHERE id <= 20000
                  children:
                    comments: {sql: SELECT * FROM comments, on: lab, order: nr}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """);
    }

    @AfterAll
    static void stop() {
        river.close();
    }

    @Test
    void readsEveryRecordOnceThoughItIsKilledAndHasLittleMemory() throws Exception {
        int port = FreePorts.next();
        Map<String, String> environment = new HashMap<>(river.environment());
        environment.put("EXTRACTOR_HTTP_PORT", Integer.toString(port));
        Path log = folder.resolve("extractor.log");
        String id;
        try (ExtractorProcess first = ExtractorProcess.start(environment, log, "-Xmx80m")) {
            river.at(port).awaitReady();
            id = river.post("/batches", "{\"pipelines\":[\"hospital-labs\",\"hospital-commented\"]}")
                    .json()
                    .path("id")
                    .asText();
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> extracted(id) > 20_000);
            first.kill();
        }
        try (ExtractorProcess second = ExtractorProcess.start(environment, log, "-Xmx80m")) {
            river.awaitReady();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> river.get("/batches/" + id)
                            .json()
                            .path("state")
                            .asText()
                            .equals("processing"));
            JsonNode status = river.get("/batches/" + id).json();
            assertThat(status.path("counts").path("extracted").asInt()).isEqualTo(ROWS + 20_000);
            assertThat(status.path("counts").path("rejected").asInt()).isZero();
            assertThat(second.terminate()).as(second.log()).isZero();
            assertThat(second.log()).doesNotContain("OutOfMemory");
        }

        assertThat(river.messages("hospital-labs").stream().map(River::key))
                .hasSize(ROWS)
                .doesNotHaveDuplicates();
        assertThat(river.messages("hospital-commented")).hasSize(20_000).allSatisfy(message -> {
            assertThat(River.header(message, Headers.BATCH)).isEqualTo(id);
            assertThat(River.value(message).path("comments").findValuesAsText("nr"))
                    .containsExactly("1", "2", "3");
        });
    }

    private static long extracted(String id) {
        return river.get("/batches/" + id)
                .json()
                .path("counts")
                .path("extracted")
                .asLong();
    }
}
