package org.fhirriver.cli.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fhirriver.cli.connectors.ConnectApi.Refusal;

/** Brings a connector to the state that a file describes, and waits until its tasks run. */
final class Applying {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_MILLIS = 300;

    private final ConnectApi connect;
    private final Duration patience;

    Applying(ConnectApi connect, Duration patience) {
        this.connect = connect;
        this.patience = patience;
    }

    /**
     * What came of it.
     *
     * @param done what was done, as a word: made, changed, unchanged
     */
    record Applied(String name, String done, Optional<Connector> connector) {

        boolean isRunning() {
            return connector.map(Connector::isRunning).orElse(false);
        }
    }

    Applied apply(Path file) throws IOException, InterruptedException, Refusal {
        JsonNode described = read(file);
        String name = described.path("name").asText("");
        if (name.isEmpty() || !(described.path("config") instanceof ObjectNode config)) {
            throw new Refusal(file + " is not of the form {\"name\": ..., \"config\": {...}}");
        }
        config.put("name", name);
        Optional<JsonNode> before = connect.configuration(name);
        String done = before.isEmpty() ? "made" : before.get().equals(config) ? "unchanged" : "changed";
        connect.put(name, config);
        boolean restarted = before.isPresent()
                && connect.find(name).map(Connector::hasFailed).orElse(false);
        if (restarted) {
            connect.restart(name);
        }
        return new Applied(name, done, awaitTasks(name, restarted));
    }

    private static JsonNode read(Path file) throws IOException, Refusal {
        if (!Files.isReadable(file)) {
            throw new Refusal("There is no file " + file);
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new Refusal("%s:%d:%d is not JSON"
                    .formatted(
                            file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    /** A failure that was there before a restart is not the end: the status tells of it a little longer. */
    private Optional<Connector> awaitTasks(String name, boolean restarted)
            throws IOException, InterruptedException, Refusal {
        Instant end = Instant.now().plus(patience);
        Instant believed = Instant.now().plusSeconds(restarted ? 3 : 0);
        while (true) {
            Optional<Connector> connector = connect.find(name);
            boolean failed = connector.map(Connector::hasFailed).orElse(false)
                    && Instant.now().isAfter(believed);
            if (failed
                    || connector.map(Connector::isRunning).orElse(false)
                    || Instant.now().isAfter(end)) {
                return connector;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
