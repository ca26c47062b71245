package org.fhirriver.local.supervision;

import java.time.Duration;

/** Hears what becomes of the parts; from several threads. */
public interface PartListener {

    /** A part does its work, for the first time or again. */
    void ready(Part part, Duration after);

    /**
     * A part has ended and is going to be started again.
     *
     * @param status its exit status; over 128 for a signal
     * @param pause how long until it is started again
     */
    void ended(Part part, int status, Duration pause);
}
