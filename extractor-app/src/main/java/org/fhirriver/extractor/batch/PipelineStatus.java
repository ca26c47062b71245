package org.fhirriver.extractor.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one pipeline of a batch has come.
 *
 * @param state how far it is
 * @param ended whether nothing more will change
 * @param reason why it failed
 * @param expected how many records its source was found to have
 * @param seconds from its first record to the last thing that was counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelineStatus(
        String pipeline,
        State state,
        boolean ended,
        @Nullable String reason,
        @Nullable Long expected,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        double seconds,
        Counts counts) {}
