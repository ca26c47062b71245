package org.fhirriver.extractor;

import java.util.List;
import java.util.Map;
import org.fhirriver.extractor.batch.BatchDesk;
import org.fhirriver.extractor.source.Filters;
import org.fhirriver.extractor.touches.TouchParts;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.messages.TouchReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders full batches of pipelines, which delete what is gone: however much that is where the log said that a table was
 * emptied, and otherwise as any batch does.
 */
final class FullBatches implements TouchParts.FullBatches {

    private static final Logger log = LoggerFactory.getLogger(FullBatches.class);

    private final BatchDesk desk;

    FullBatches(BatchDesk desk) {
        this.desk = desk;
    }

    @Override
    public void begin(String pipeline, TouchReason why) {
        try {
            boolean emptied = why == TouchReason.TRUNCATE;
            String id = desk.begin(List.of(pipeline), new Filters(Map.of()), emptied);
            log.warn(
                    "Batch {} reads all of pipeline {}, since {}",
                    id,
                    pipeline,
                    emptied ? "a table was truncated" : "changes may have been missed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable("Interrupted while ordering a batch", e);
        }
    }
}
