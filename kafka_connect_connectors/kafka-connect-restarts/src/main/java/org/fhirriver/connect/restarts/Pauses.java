package org.fhirriver.connect.restarts;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** When connectors are restarted: soon after a first failure, later after each further one that follows it closely. */
final class Pauses {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** What has run for so long has nothing more to do with the failure before. */
    private static final Duration WELL = Duration.ofMinutes(1);

    private record Last(long restartAt, Duration pause) {}

    private final Map<String, Last> connectors = new HashMap<>();

    /**
     * Whether a connector that has failed is to be restarted now; true once for each failure.
     *
     * @param now in milliseconds
     */
    boolean isOver(String connector, long now) {
        Last last = connectors.get(connector);
        if (last == null || now - last.restartAt() > WELL.toMillis()) {
            connectors.put(connector, new Last(now + FIRST.toMillis(), FIRST));
            return false;
        }
        if (now < last.restartAt()) {
            return false;
        }
        Duration twice = last.pause().multipliedBy(2);
        Duration next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
        connectors.put(connector, new Last(now + next.toMillis(), next));
        return true;
    }
}
