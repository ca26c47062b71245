package org.fhirriver.cli.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fhirriver.cli.connectors.ConnectApi.Refusal;

/** Lets a connector take its place in a database's log of changes: from then on no change is missed. */
public final class Capturing {

    private static final String TOPICS = "changes.";
    private static final long PAUSE_MILLIS = 200;

    private final ConnectApi connect;
    private final Duration patience;

    /**
     * By a worker.
     *
     * @param patience how long a connector may take
     */
    public Capturing(ConnectApi connect, Duration patience) {
        this.connect = connect;
        this.patience = patience;
    }

    /**
     * What came of it.
     *
     * @param captures whether the connector has its place and runs
     * @param reason why it does not; empty when it does
     */
    public record Begun(String name, boolean captures, String reason) {}

    /** Makes a connector as a file describes it, and waits until it has its place. */
    public Begun begin(Path file) throws IOException, InterruptedException, Refusal {
        Applying.Applied applied = new Applying(connect, patience).apply(file);
        return awaitPlace(applied.name());
    }

    /** The system whose changes a connector captures; its topics begin with it. */
    public String system(String name) throws IOException, InterruptedException, Refusal {
        String prefix = connect.configuration(name)
                .orElseThrow(() -> new Refusal("There is no connector " + name))
                .path("topic.prefix")
                .asText();
        if (!prefix.startsWith(TOPICS)) {
            throw new Refusal(
                    "%s captures no changes: its topic.prefix does not begin with %s".formatted(name, TOPICS));
        }
        return prefix.substring(TOPICS.length());
    }

    /** Lets a connector forget its place and take another at the end of the log; what lies between is lost to it. */
    public Begun beginAnew(String name) throws IOException, InterruptedException, Refusal {
        connect.stop(name);
        Instant end = Instant.now().plus(patience);
        while (!connect.find(name).map(Connector::isStopped).orElse(false)) {
            if (Instant.now().isAfter(end)) {
                return new Begun(name, false, "it does not stop");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        connect.forgetOffsets(name);
        connect.resume(name);
        return awaitPlace(name);
    }

    /** Waits until a connector has its place. */
    Begun awaitPlace(String name) throws IOException, InterruptedException, Refusal {
        Instant end = Instant.now().plus(patience);
        while (true) {
            Optional<Connector> connector = connect.find(name);
            if (connector.map(Connector::hasFailed).orElse(false)) {
                return new Begun(
                        name, false, connector.flatMap(Connector::firstFailure).orElse("it has failed"));
            }
            if (connector.map(Connector::isRunning).orElse(false) && hasPlace(connect.offsets(name))) {
                return new Begun(name, true, "");
            }
            if (Instant.now().isAfter(end)) {
                return new Begun(name, false, "it has no place in the log after " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** A place that still belongs to a snapshot would be taken anew after a restart. */
    private static boolean hasPlace(JsonNode offsets) {
        return !offsets.isEmpty() && offsets.findPath("snapshot").isMissingNode();
    }
}
