package org.fhirriver.local.supervision;

import java.time.Duration;

/** How long to wait before a part is started again: longer each time, until it has run well for a while. */
final class RestartPauses {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration RAN_WELL = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** The pause after a part has run for so long. */
    Duration after(Duration ran) {
        if (ran.compareTo(RAN_WELL) > 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
