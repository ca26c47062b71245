package org.fhirriver.extractor.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch has come.
 *
 * @param id the batch's id
 * @param state how far it is
 * @param ended whether nothing more will change
 * @param instance the extractor that reads it
 * @param recordsPerSecond records accounted for by the transformer in each second since the batch began
 * @param secondsLeft about how long it will take to its end, where that can be told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchStatus(
        String id,
        State state,
        boolean ended,
        String instance,
        Instant startedAt,
        @Nullable Instant endedAt,
        double seconds,
        double recordsPerSecond,
        @Nullable Long expected,
        @Nullable Long secondsLeft,
        Map<String, String> filters,
        Counts counts,
        List<PipelineStatus> pipelines) {

    public BatchStatus {
        filters = Map.copyOf(filters);
        pipelines = List.copyOf(pipelines);
    }
}
