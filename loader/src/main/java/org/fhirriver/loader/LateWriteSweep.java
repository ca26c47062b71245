package org.fhirriver.loader;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.fhirriver.loader.store.LateWrites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every minute for documents that came back after their deletion. */
final class LateWriteSweep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LateWriteSweep.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final LateWrites lateWrites;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "late-writes");
        daemon.setDaemon(true);
        return daemon;
    });

    LateWriteSweep(LateWrites lateWrites) {
        this.lateWrites = lateWrites;
    }

    void start() {
        // Its result is of no use: it never ends, and what fails is logged.
        var unused =
                thread.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            lateWrites.removeRecent();
        } catch (MongoException e) {
            log.debug("MongoDB does not answer; it is looked for late writes in a minute", e);
        }
    }
}
