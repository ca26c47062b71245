package org.fhirriver.extractor.batch;

import java.time.Clock;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.kit.health.Health;

/** What everything about batches works with. */
public record BatchParts(
        Pipelines pipelines, Overtaking overtaking, Ledger ledger, Batches batches, Health health, Clock clock) {}
