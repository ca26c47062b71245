package org.fhirriver.extractor.changes;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people, in the log and by {@code /metrics}, of changes that need their attention. */
public final class Alarms {

    private static final Logger log = LoggerFactory.getLogger(Alarms.class);

    private final MeterRegistry metrics;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public Alarms(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** A table was emptied. */
    void truncated(String table, List<String> pipelines) {
        if (!pipelines.isEmpty()) {
            log.error(
                    "The table {} was truncated: full batches of {} begin, and delete what is gone", table, pipelines);
        }
        pipelines.forEach(pipeline -> count(pipeline, "truncate"));
    }

    /** Rows of a table do not tell which keys of a pipeline they touch; said once for each reason. */
    void unknownKey(String table, String pipeline, String why) {
        count(pipeline, "unknown-key");
        if (told.add(table + "\0" + pipeline + "\0" + why)) {
            log.error("A change of the table {} does not tell which key of {} it touches: {}", table, pipeline, why);
        }
    }

    /** A snapshot was taken: changes before it may be missing, and deletions are. */
    void missedChanges(String system, List<String> pipelines) {
        log.error(
                "The connector of {} has taken a snapshot, and may have missed changes before it: full batches of {}"
                        + " begin, and delete what is gone",
                system,
                pipelines);
        pipelines.forEach(pipeline -> count(pipeline, "snapshot"));
    }

    private void count(String pipeline, String cause) {
        metrics.counter("river.capture.alarms", "pipeline", pipeline, "cause", cause)
                .increment();
    }
}
