package org.fhirriver.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.process.ChildMain;

/**
 * A Kafka Connect worker in a JVM of its own, so that it can be killed.
 *
 * <p>The module that uses it needs {@code connect-runtime} in its tests. The worker sees the class path of the tests but
 * for what is named, and the connectors of a plugin folder; it keeps its state in the broker, and another worker with
 * the same group goes on with it.
 */
public final class ConnectForTests implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final int port;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();

    private ConnectForTests(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** What Connect's REST interface answers. */
    public record Answer(int status, String body) {}

    /**
     * Starts a worker; it takes about three seconds.
     *
     * @param plugins the folder that has the connectors' folders
     * @param hidden parts of paths: what has one of them is kept off the worker's class path
     * @param environment what the worker's process gets in addition, for secrets
     * @param settings of the worker, in addition to those that a single broker needs
     */
    public static ConnectForTests start(
            String bootstrapServers,
            Path plugins,
            List<String> hidden,
            Map<String, String> environment,
            Map<String, String> settings) {
        Path folder = TemporaryFolders.create("connect");
        int port = FreePorts.next();
        try {
            var all = new TreeMap<>(defaults(bootstrapServers, plugins, port));
            all.putAll(settings);
            Path properties = Files.writeString(
                    folder.resolve("worker.properties"),
                    all.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("\n")));
            var builder = new ProcessBuilder(command(hidden, properties))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("worker.log").toFile());
            builder.environment().putAll(environment);
            var worker = new ConnectForTests(folder, port, builder.start());
            worker.awaitReady();
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException("The Connect worker does not start", e);
        }
    }

    private static Map<String, String> defaults(String bootstrapServers, Path plugins, int port) {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("listeners", "http://localhost:" + port),
                Map.entry("group.id", "connect"),
                Map.entry("plugin.path", plugins.toAbsolutePath().toString()),
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("value.converter.schemas.enable", "false"),
                Map.entry("config.storage.topic", "connect.configs"),
                Map.entry("config.storage.replication.factor", "1"),
                Map.entry("offset.storage.topic", "connect.offsets"),
                Map.entry("offset.storage.replication.factor", "1"),
                Map.entry("offset.storage.partitions", "1"),
                Map.entry("offset.flush.interval.ms", "500"),
                Map.entry("status.storage.topic", "connect.status"),
                Map.entry("status.storage.replication.factor", "1"),
                Map.entry("status.storage.partitions", "1"),
                Map.entry("exactly.once.source.support", "enabled"),
                // What a worker that was killed has left open ends then.
                Map.entry("transaction.timeout.ms", "10000"),
                Map.entry("producer.transaction.timeout.ms", "10000"),
                // A worker that was killed is a member of the group until then.
                Map.entry("session.timeout.ms", "6000"),
                Map.entry("heartbeat.interval.ms", "1000"),
                Map.entry("scheduled.rebalance.max.delay.ms", "0"),
                Map.entry("config.providers", "env"),
                Map.entry(
                        "config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider"));
    }

    private static List<String> command(List<String> hidden, Path properties) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> hidden.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(":"));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath));
        command.addAll(List.of(ChildMain.class.getName(), "org.apache.kafka.connect.cli.ConnectDistributed"));
        command.add(properties.toString());
        return command;
    }

    private void awaitReady() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                String log = log();
                close();
                throw new IOException("The Connect worker is not ready; its log:\n" + log);
            }
            try {
                // The first answer comes when the worker has read its topics and joined its group.
                if (get("/connectors").status() == 200) {
                    return;
                }
            } catch (UncheckedIOException e) {
                // It does not listen yet.
            }
            try {
                // Waiting for its end is also a pause between two looks.
                process.waitFor(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while waiting for the Connect worker", e);
            }
        }
    }

    /** What the worker has written to its log. */
    public String log() {
        try {
            return Files.readString(folder.resolve("worker.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of its REST interface. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** Asks for a path of the REST interface. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Sends JSON to a path of the REST interface. */
    public Answer send(String method, String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Connect", e);
        }
    }

    /** Ends the worker at once, as SIGKILL does. */
    public void kill() {
        process.destroyForcibly();
        await();
        TemporaryFolders.delete(folder);
    }

    @Override
    public void close() {
        process.destroy();
        await();
        TemporaryFolders.delete(folder);
    }

    private void await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
