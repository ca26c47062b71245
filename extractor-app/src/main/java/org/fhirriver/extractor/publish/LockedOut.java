package org.fhirriver.extractor.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.fhirriver.kit.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that another process has this extractor's name: the two lock each other out of Kafka again and again. To be
 * locked out once is nothing, for Kafka does that to a process that slept too long.
 */
public final class LockedOut {

    private static final Logger log = LoggerFactory.getLogger(LockedOut.class);
    private static final int TOO_OFTEN = 4;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final String instance;
    private final Health health;
    private final Clock clock;
    private final Deque<Instant> times = new ArrayDeque<>();
    private final AtomicBoolean forGood = new AtomicBoolean();

    /**
     * Notices for an extractor of a name.
     *
     * @param instance the name
     */
    public LockedOut(String instance, Health health, Clock clock) {
        this.instance = instance;
        this.health = health;
        this.clock = clock;
    }

    /** Takes notice of a failure of a producer. */
    synchronized void notice(Throwable failure) {
        if (!isLockOut(failure)) {
            return;
        }
        Instant now = clock.instant();
        times.addLast(now);
        while (times.getFirst().isBefore(now.minus(WITHIN))) {
            times.removeFirst();
        }
        if (times.size() >= TOO_OFTEN && forGood.compareAndSet(false, true)) {
            log.error(
                    "Another extractor runs as '{}', too; this one stops publishing. Give each its own"
                            + " EXTRACTOR_INSTANCE and start it again",
                    instance);
            health.failed("Another extractor has the same EXTRACTOR_INSTANCE");
        }
    }

    /** Whether the other one has to be left alone. */
    boolean isForGood() {
        return forGood.get();
    }

    private static boolean isLockOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }
}
