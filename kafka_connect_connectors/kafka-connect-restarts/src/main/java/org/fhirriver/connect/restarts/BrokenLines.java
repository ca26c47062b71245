package org.fhirriver.connect.restarts;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.health.AbstractState;
import org.apache.kafka.connect.health.ConnectClusterState;
import org.apache.kafka.connect.health.ConnectorHealth;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts connectors and tasks that failed because the line to a server broke. Connectors try again themselves, but not
 * in every place: a connection that breaks inside a message, or while a connector starts again, ends its task, and a worker
 * leaves it so. What failed for other reasons, such as a place in a log that is gone, is left to people.
 */
public final class BrokenLines implements ConnectRestExtension {

    private static final Logger log = LoggerFactory.getLogger(BrokenLines.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final String FAILED = "FAILED";

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var daemon = new Thread(task, "broken-lines");
        daemon.setDaemon(true);
        return daemon;
    });
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
    private final Pauses pauses = new Pauses();

    @Override
    public void configure(Map<String, ?> settings) {
        // There is nothing to set.
    }

    @Override
    public String version() {
        return Optional.ofNullable(getClass().getPackage().getImplementationVersion())
                .orElse("0.0.0");
    }

    @Override
    public void register(ConnectRestExtensionContext context) {
        ConnectClusterState cluster = context.clusterState();
        var unused = thread.scheduleWithFixedDelay(
                () -> look(cluster), LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ConnectClusterState cluster) {
        try {
            for (String name : cluster.connectors()) {
                ConnectorHealth health = cluster.connectorHealth(name);
                states(health)
                        .filter(state -> state.state().equals(FAILED) && Failure.isOfALine(state.traceMessage()))
                        .findFirst()
                        .filter(state -> pauses.isOver(name, millis()))
                        .ifPresent(state -> restart(name, state.workerId()));
            }
        } catch (ConnectException e) {
            // The worker has no part in its group just now; the next look finds what this one has missed.
            log.debug("The state of the connectors is not known", e);
        }
    }

    private static Stream<AbstractState> states(ConnectorHealth health) {
        return Stream.concat(Stream.of(health.connectorState()), health.tasksState().values().stream());
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** By the worker on which it failed: each answers for the whole group. */
    private void restart(String name, String worker) {
        String path = "/connectors/%s/restart?includeTasks=true&onlyFailed=true"
                .formatted(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + worker + path))
                .timeout(ANSWERS_WITHIN)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            log.warn("The line of {} broke; it was told to start again (status {})", name, status);
        } catch (IOException e) {
            log.warn(
                    "The line of {} broke; it cannot be told to start again ({})",
                    name,
                    e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
