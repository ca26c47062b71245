package org.fhirriver.cli.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch has come, as the extractor tells.
 *
 * @param ended whether nothing more will change
 * @param seconds since it began
 * @param secondsLeft about how long it will take, if that can be told
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BatchView(
        String id,
        String state,
        boolean ended,
        double seconds,
        double recordsPerSecond,
        @Nullable Long secondsLeft,
        Counts counts,
        List<PipelineView> pipelines) {

    public BatchView {
        pipelines = List.copyOf(pipelines);
    }

    /** Whether all went well. */
    public boolean isClean() {
        return ended && pipelines.stream().allMatch(PipelineView::isClean);
    }

    /**
     * How far one pipeline has come.
     *
     * @param reason why it failed, if it did
     * @param expected how many records its source was found to have, if that is known
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PipelineView(
            String pipeline,
            String state,
            boolean ended,
            @Nullable String reason,
            @Nullable Long expected,
            double seconds,
            Counts counts) {

        /** Whether its source was read to the end. */
        public boolean isCompleted() {
            return state.equals("completed");
        }

        /** Whether every record of it stands in the store as a resource. */
        public boolean isClean() {
            return isCompleted() && counts.refused() == 0;
        }

        /** Whether it is being worked on. */
        public boolean isActive() {
            return !ended && !state.equals("waiting");
        }
    }

    /** How many records and resources have come how far. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Counts(
            long extracted,
            long mapped,
            long rejected,
            long published,
            long loaded,
            long unchanged,
            long deleted,
            long superseded,
            long dead) {

        /** Records and resources that did not make it. */
        public long refused() {
            return rejected + dead;
        }

        /** Records that the transformer is done with. */
        public long transformed() {
            return mapped + rejected;
        }

        /** Resources that the loader is done with. */
        public long stored() {
            return loaded + unchanged + deleted + superseded + dead;
        }
    }
}
