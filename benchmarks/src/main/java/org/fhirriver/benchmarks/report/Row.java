package org.fhirriver.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What one stage does in a second, beside what it is measured against in the same run.
 *
 * @param stage what is measured
 * @param unit what is counted in a second
 * @param ours what the project does
 * @param against what it is measured against
 * @param other what that does
 * @param toReach the ratio that is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
        String stage,
        String unit,
        double ours,
        String against,
        double other,
        @Nullable Double toReach) {

    /** Ours by the other. */
    @JsonProperty
    public double ratio() {
        return ours / other;
    }

    /** Whether the ratio is what is asked for; true when nothing is. */
    @JsonProperty
    public boolean reached() {
        return toReach == null || ratio() >= toReach;
    }
}
