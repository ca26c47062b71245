package org.fhirriver.extractor;

import java.util.List;
import java.util.Map;
import org.fhirriver.extractor.batch.BatchDesk;
import org.fhirriver.extractor.source.Filters;
import org.fhirriver.extractor.touches.TouchParts;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Orders a full batch of a pipeline, which deletes what is gone, however much that is: the database's log said so. */
final class FullBatches implements TouchParts.FullBatches {

    private static final Logger log = LoggerFactory.getLogger(FullBatches.class);

    private final BatchDesk desk;

    FullBatches(BatchDesk desk) {
        this.desk = desk;
    }

    @Override
    public void begin(String pipeline) {
        try {
            String id = desk.begin(List.of(pipeline), new Filters(Map.of()), true);
            log.warn(
                    "Batch {} reads all of pipeline {}, since its table was emptied or changes were missed",
                    id,
                    pipeline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable("Interrupted while ordering a batch", e);
        }
    }
}
