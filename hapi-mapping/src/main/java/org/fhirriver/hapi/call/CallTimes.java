package org.fhirriver.hapi.call;

import java.time.Duration;

/** Is told how long mapping calls took. */
@FunctionalInterface
public interface CallTimes {

    /**
     * A call has ended.
     *
     * @param outcome {@code mapped}, {@code rejected} or {@code failed}
     */
    void took(String pipeline, String outcome, Duration time);
}
