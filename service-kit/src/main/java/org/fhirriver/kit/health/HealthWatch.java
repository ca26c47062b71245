package org.fhirriver.kit.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every few seconds whether what a service needs is there, so that its health tells even when there is no work. */
public final class HealthWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HealthWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Health health;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "health");
        thread.setDaemon(true);
        return thread;
    });

    public HealthWatch(Health health) {
        this.health = health;
    }

    /** Finds out whether something is there. */
    @FunctionalInterface
    public interface Question {
        /** Why it is not there, in words; empty when it is. */
        Optional<String> ask();
    }

    /**
     * Asks from now on.
     *
     * @param what the name of what is asked for, as {@code Kafka}
     */
    public void over(String what, Question question) {
        // Its result is of no use: it never ends.
        var unused =
                threads.scheduleWithFixedDelay(() -> look(what, question), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void look(String what, Question question) {
        Optional<String> why;
        try {
            why = question.ask();
        } catch (RuntimeException e) {
            why = Optional.of(
                    "%s cannot be asked (%s)".formatted(what, e.getClass().getSimpleName()));
        }
        boolean waited = health.waits().containsKey(what);
        if (why.isEmpty()) {
            health.reached(what);
            if (waited) {
                log.info("{} answers again", what);
            }
        } else {
            health.waitFor(what, why.get());
            if (!waited) {
                log.warn("{}", why.get());
            }
        }
    }
}
