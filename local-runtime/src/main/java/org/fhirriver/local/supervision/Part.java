package org.fhirriver.local.supervision;

import java.time.Duration;
import org.fhirriver.local.process.ChildSpec;

/**
 * One process of the river.
 *
 * @param title its name for a person
 * @param child how it is started
 * @param readiness whether it does its work
 * @param layer in which turn it stops: the highest first, those of the same layer together
 * @param grace how long it may take to stop before it is killed
 */
public record Part(String title, ChildSpec child, Readiness readiness, int layer, Duration grace) {

    /** Whether a part does its work now; asked several times a second until it does. */
    @FunctionalInterface
    public interface Readiness {
        /** Asks the part's process, of this number. */
        boolean isReady(long pid);
    }

    /** The part's name in file names and logs. */
    public String name() {
        return child.name();
    }
}
