package org.fhirriver.loader;

import java.time.Duration;

/**
 * How many messages are written at once: many for speed, and so few that a slow MongoDB is done with them within seconds,
 * for a process that is told to stop finishes what it has in hand. For one thread.
 */
final class BatchSize {

    private static final int LARGEST = 5_000;
    private static final int SMALLEST = 20;
    private static final Duration LONG = Duration.ofSeconds(4);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private int size = LARGEST;

    int current() {
        return size;
    }

    /** A batch of this size was written. */
    void took(Duration time) {
        if (time.compareTo(LONG) > 0) {
            size = Math.max(SMALLEST, size / 2);
        } else if (time.compareTo(SHORT) < 0) {
            size = Math.min(LARGEST, size * 2);
        }
    }
}
