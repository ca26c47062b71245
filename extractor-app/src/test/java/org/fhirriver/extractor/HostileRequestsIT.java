package org.fhirriver.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileRequestsIT {

    @TempDir
    private static Path folder;

    private static River river;

    @BeforeAll
    static void start() throws Exception {
        river = new River(folder);
        river.sql(
                "CREATE TABLE notes (code text PRIMARY KEY, text text)",
                "INSERT INTO notes VALUES ('a', 'x'), ('b/c', 'slash'), ('..', 'dots'), ('100%', 'percent'),"
                        + " (E'it''s \"ü\" \\\\', 'quotes')");
        river.file("hospital/notes.yaml", """
                name: hospital-notes
                key: [code]
                extract: {table: notes}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """);
        river.start();
        river.awaitReady();
    }

    @AfterAll
    static void stop() {
        river.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a'%20OR%20'1'='1",
                "a';DROP%20TABLE%20notes;--",
                "'%20UNION%20SELECT%20usename,passwd%20FROM%20pg_shadow--",
                "a%22",
                "$$a$$",
                "x%FF%FE"
            })
    void takesSqlInThePathAsAKeyThatDoesNotExist(String key) {
        River.Answer answer = river.post("/extractor_sql/hospital-notes/" + key);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.mediaType()).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asText())
                .doesNotContain("SELECT")
                .doesNotContain("SQLState");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b%2Fc", "b/c", "100%25", "it's%20%22%C3%BC%22%20%5C"})
    void findsKeysOfAnyCharacters(String key) {
        River.Answer answer = river.post("/extractor_sql/hospital-notes/" + key);

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/extractor_sql/../../etc/passwd",
                "/extractor_sql/%2e%2e/%2e%2e/etc/passwd",
                "/extractor_sql/hospital-notes/..%2F..%2Fetc%2Fpasswd",
                "/extractor_sql/..%2Fhospital-notes",
                "/extractor_sql/hospital-notes;a=b/a",
                "/batches/..%2F..%2Fetc",
                "//extractor_sql//hospital-notes",
                "/extractor_sql/hospital-notes/%00",
                "/extractor_sql/hospital-notes/a%zz"
            })
    void findsNothingOutsideOfItsRoutes(String path) throws IOException {
        String answer =
                raw("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
        assertThat(answer).doesNotContain("root:").doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws IOException {
        River.Answer told = river.post("/batches", "{\"pipelines\":[\"" + "x".repeat(100_000) + "\"]}");
        String chunked = raw("POST /batches HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n" + ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(20) + "0\r\n\r\n");

        assertThat(told.status()).isEqualTo(413);
        assertThat(told.mediaType()).startsWith("application/problem+json");
        assertThat(chunked).startsWith("HTTP/1.1 413").contains("application/problem+json");
    }

    @Test
    void refusesHeadersThatAreTooLarge() throws IOException {
        String answer = raw("GET /pipelines HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(40_000)
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"pipelines\":[]}",
                "{\"pipelines\":\"hospital-notes\"}",
                "{\"pipelines\":[1]}",
                "{\"pipelines\":[\"hospital-notes\"],\"where\":\"1=1\"}",
                "{\"pipelines\":[\"hospital-notes\"],\"filters\":{\"limit\":-1}}",
                "{\"pipelines\":[\"hospital-notes\"],\"filters\":{\"limit\":1e99}}",
                "{\"pipelines\":[\"hospital-notes\"],\"filters\":{\"key\":{\"from\":[\"a\"]}}}",
                "{\"pipelines\":[\"hospital-notes\"],\"filters\":{\"changed\":{\"column\":\"code\"}}}"
            })
    void refusesOrdersThatItDoesNotUnderstand(String body) {
        River.Answer answer = river.post("/batches", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).isNotEmpty();
    }

    @Test
    void takesSqlInFiltersAsValuesOrUnknownColumns() {
        River.Answer column = river.post(
                "/extractor_sql/hospital-notes",
                "{\"filters\":{\"changed\":{\"column\":\"code\\\" >= '' OR 1=1 --\",\"since\":\"a\"}}}");
        River.Answer value = river.post(
                "/extractor_sql/hospital-notes",
                "{\"filters\":{\"key\":{\"from\":\"zzz' OR 1=1 --\",\"to\":\"zzzz\"}}}");

        assertThat(column.status()).isEqualTo(400);
        assertThat(column.json().path("detail").asText()).contains("have no column");
        assertThat(river.get("/batches?limit=many").mediaType()).startsWith("application/problem+json");
        assertThat(value.status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(
                                river.get("/batches/" + value.json().path("id").asText())
                                        .json()
                                        .path("state")
                                        .asText())
                        .isEqualTo("completed"));
    }

    @Test
    void answersNoForeignPage() throws IOException {
        River.Answer crossSite = river.send(HttpRequest.newBuilder(river.uri("/extractor_sql/hospital-notes/a"))
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.noBody()));
        String rebound = raw("GET /batches HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        assertThat(crossSite.status()).isEqualTo(403);
        assertThat(crossSite.response().headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(rebound).startsWith("HTTP/1.1 403");
    }

    @Test
    void answersUnknownPathsAndMethodsAsProblems() {
        assertThat(river.get("/nothing").status()).isEqualTo(404);
        assertThat(river.get("/nothing").mediaType()).startsWith("application/problem+json");
        assertThat(river.get("/extractor_sql/hospital-notes").status()).isEqualTo(405);
        assertThat(river.get("/batches/nothing").json().path("type").asText())
                .isEqualTo("urn:fhir-river:problem:unknown-batch");
    }

    @Test
    void tellsBrowsersToTrustNothing() {
        var headers = river.get("/pipelines").response().headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), river.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.getBytes(UTF_8));
                out.flush();
            } catch (IOException e) {
                // The server may have answered and closed before it read everything.
            }
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
