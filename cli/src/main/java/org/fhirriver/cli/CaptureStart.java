package org.fhirriver.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.fhirriver.cli.connectors.Capturing;
import org.fhirriver.cli.connectors.Capturing.Begun;
import org.fhirriver.cli.connectors.ConnectApi;
import org.fhirriver.cli.connectors.ConnectApi.Refusal;
import org.fhirriver.cli.screen.Screen;

/**
 * Lets connectors take their places in the logs of changes.
 *
 * @param screen what a person reads
 * @param connect Kafka Connect's REST API
 */
record CaptureStart(Screen screen, String connect) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Begins with each connector; one that fails is told of, and the rest of the river runs without it. */
    void begin(List<Path> connectors) throws IOException, InterruptedException {
        for (Path connector : connectors) {
            long started = System.nanoTime();
            try {
                Begun begun = new Capturing(new ConnectApi(connect), PATIENCE).begin(connector);
                tell(begun, Duration.ofNanos(System.nanoTime() - started));
            } catch (Refusal e) {
                screen.line(screen.look().bad("    %s: %s".formatted(connector.getFileName(), e.getMessage())));
            }
        }
    }

    private void tell(Begun begun, Duration after) {
        var look = screen.look();
        if (begun.captures()) {
            screen.line("  %s %-11s  %s  %s"
                    .formatted(
                            look.good(look.either("✓", "*")),
                            "capture",
                            begun.name(),
                            look.faint(String.format(Locale.ROOT, "%.1f s", after.toMillis() / 1000.0))));
        } else {
            screen.line(look.bad("    %s does not capture: %s".formatted(begun.name(), begun.reason())));
        }
    }
}
