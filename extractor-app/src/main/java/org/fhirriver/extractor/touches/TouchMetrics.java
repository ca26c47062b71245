package org.fhirriver.extractor.touches;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts touches, by pipeline and by what made them. */
final class TouchMetrics {

    private final MeterRegistry metrics;

    TouchMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** The touches of a share are done. */
    void done(Lanes.Share share) {
        share.touches()
                .forEach(touch -> metrics.counter(
                                "river.touches",
                                "pipeline",
                                share.pipeline(),
                                "kind",
                                touch.reason().code())
                        .increment());
        int collapsed = share.touches().size() - share.keys().size();
        if (collapsed > 0) {
            metrics.counter("river.touches.collapsed", "pipeline", share.pipeline())
                    .increment(collapsed);
        }
    }

    /** How many records, deletions and dead letters touches have become. */
    void published(List<String> outcomes, String pipeline) {
        outcomes.forEach(outcome -> metrics.counter(
                        "river.records", "stage", "extractor", "pipeline", pipeline, "outcome", outcome)
                .increment());
    }
}
