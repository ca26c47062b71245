package org.fhirriver.kit.stage;

import java.time.Duration;

/** How long to wait before the next try: twice as long each time, up to a limit. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** The next pause. */
    public Duration next() {
        Duration wait = next;
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return wait;
    }

    /** What was waited for is there. */
    public void reset() {
        next = FIRST;
    }
}
