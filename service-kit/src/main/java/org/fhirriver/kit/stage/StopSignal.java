package org.fhirriver.kit.stage;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.fhirriver.kit.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process with exit code 0 when it is told to stop, and its loop before that, after the batch in hand. */
public final class StopSignal {

    private static final Logger log = LoggerFactory.getLogger(StopSignal.class);
    private static final Duration FOR_THE_BATCH = Duration.ofSeconds(25);
    private static final Duration FOR_THE_REST = Duration.ofSeconds(3);

    private final Health health;
    private final Thread main;
    private final Queue<StageLoop> loops = new ConcurrentLinkedQueue<>();

    private StopSignal(Health health, Thread main) {
        this.health = health;
        this.main = main;
    }

    /** Listens from now on; called by the thread that will run the loop and then end the process. */
    public static StopSignal listen(Health health) {
        StopSignal signal = new StopSignal(health, Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop"));
        return signal;
    }

    /** There is a loop from now on, which has to end first. */
    public void ends(StageLoop loop) {
        loops.add(loop);
    }

    private void stop() {
        try {
            for (StageLoop loop : loops) {
                if (!loop.stop(FOR_THE_BATCH)) {
                    log.warn("The batch in hand did not end in time; it will be taken again at the next start");
                    return;
                }
                TimeUnit.MILLISECONDS.timedJoin(main, FOR_THE_REST.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (health.failure().isEmpty()) {
            log.info("Stopped");
            // A process that ends by a signal has the signal's exit code otherwise, as if it had failed.
            Runtime.getRuntime().halt(0);
        }
    }
}
