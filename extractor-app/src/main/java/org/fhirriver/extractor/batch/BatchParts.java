package org.fhirriver.extractor.batch;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.extractor.sweep.Sweep;
import org.fhirriver.kit.health.Health;

/**
 * What everything about batches works with.
 *
 * @param sweep deletes what is gone after a full batch; empty when that is not wanted
 * @param sourcePatience how long a source that is away is asked before its pipeline fails
 */
public record BatchParts(
        Pipelines pipelines,
        Overtaking overtaking,
        Optional<Sweep> sweep,
        Ledger ledger,
        Batches batches,
        Duration sourcePatience,
        Health health,
        Clock clock) {}
