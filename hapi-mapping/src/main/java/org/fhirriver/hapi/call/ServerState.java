package org.fhirriver.hapi.call;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.fhirriver.hapi.Unreachable;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server answers. While it does not, nobody waits for it: one call at a time finds out, in the background,
 * whether it is back, so that an outage of one server does not slow down the pipelines that do not need it.
 */
final class ServerState {

    private final String name;
    private final Duration timeout;
    private final ExecutorService threads;
    private final AtomicReference<@Nullable Unreachable> outage = new AtomicReference<>();
    private final AtomicReference<@Nullable Probe> probe = new AtomicReference<>();

    private record Probe(Exchange exchange, long begun) {}

    ServerState(String name, Duration timeout, ExecutorService threads) {
        this.name = name;
        this.timeout = timeout;
        this.threads = threads;
    }

    /** Whether the last call found that the server is away. */
    boolean isAway() {
        return outage.get() != null;
    }

    /** Notes that the server is away and gives what to throw. */
    Unreachable away(String why) {
        Unreachable unreachable = new Unreachable(name, "%s %s".formatted(capitalised(name), why));
        outage.set(unreachable);
        return unreachable;
    }

    /** What to throw while the server is away. */
    Unreachable outage() {
        Unreachable known = outage.get();
        return known == null ? new Unreachable(name, capitalised(name) + " was away a moment ago") : known;
    }

    /** Finds out whether the server is back, unless that is being done. */
    void probe(Exchange exchange) {
        Probe running = probe.get();
        if (running != null && System.nanoTime() - running.begun() < timeout.toNanos()) {
            return;
        }
        if (running != null) {
            running.exchange().abort();
        }
        Probe next = new Probe(exchange, System.nanoTime());
        probe.set(next);
        threads.execute(() -> {
            try {
                if (!Answers.isOutage(exchange.execute().status())) {
                    outage.set(null);
                }
            } catch (IOException | RuntimeException e) {
                // It is still away.
            } finally {
                probe.compareAndSet(next, null);
            }
        });
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
