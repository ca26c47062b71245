package org.fhirriver.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What something takes, beside what it may take.
 *
 * @param what what is measured
 * @param unit the unit of both
 * @param ours what the project takes
 * @param most what is asked for
 */
public record Bound(String what, String unit, double ours, double most) {

    /** Whether it takes no more than is asked for. */
    @JsonProperty
    public boolean kept() {
        return ours <= most;
    }
}
