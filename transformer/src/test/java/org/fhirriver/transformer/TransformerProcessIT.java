package org.fhirriver.transformer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.fhirriver.test.CommittedMessages;
import org.fhirriver.test.KafkaForTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transformer as the process that it is. */
final class TransformerProcessIT {

    private static final Pattern ADDRESS = Pattern.compile("answers on 127.0.0.1:([0-9]+)");

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void endsWithCodeZeroWhenItIsToldToStop() throws Exception {
        try (KafkaForTests broker = KafkaForTests.start()) {
            start(broker.bootstrapServers());
            await(() -> port().isPresent() && status("/health/ready") == 200);

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(log()).contains("Stopped");
            assertThat(CommittedMessages.of(broker.bootstrapServers(), "lab-patients"))
                    .isEmpty();
        }
    }

    @Test
    void livesAndIsNotReadyWhileKafkaIsAway() throws Exception {
        start("127.0.0.1:1");

        await(() -> port().isPresent() && status("/health/ready") == 503);
        assertThat(status("/health/live")).isEqualTo(200);
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysInOneLineEachWhatIsWrongWithItsSettings() throws Exception {
        start("");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(log()).contains("KAFKA_BOOTSTRAP_SERVERS is required").doesNotContain("\tat ");
    }

    private void start(String bootstrapServers) throws IOException {
        Files.createDirectories(folder.resolve("pipelines/lab"));
        Files.writeString(folder.resolve("pipelines/lab/source.yaml"), "name: lab\ntimezone: UTC\n");
        Files.writeString(
                folder.resolve("pipelines/lab/patients.yaml"),
                "name: lab-patients\nkey: [id]\nresources: [{template: {resourceType: Patient}}]\n");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "RIVER_PIPELINES",
                        folder.resolve("pipelines").toString(),
                        "TRANSFORMER_HTTP_PORT",
                        "0"));
        process = builder.start();
    }

    private Optional<Integer> port() throws IOException {
        Matcher matcher = ADDRESS.matcher(log());
        return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"), UTF_8);
    }

    private int status(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port().orElseThrow() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .until(condition);
    }
}
