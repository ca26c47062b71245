package org.fhirriver.extractor.batch;

import java.time.Clock;
import java.time.Duration;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.kit.health.Health;

/**
 * What everything about batches works with.
 *
 * @param sourcePatience how long a source that is away is asked before its pipeline fails
 */
public record BatchParts(
        Pipelines pipelines,
        Overtaking overtaking,
        Ledger ledger,
        Batches batches,
        Duration sourcePatience,
        Health health,
        Clock clock) {}
