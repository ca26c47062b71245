package org.fhirriver.cli.batch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What could not be taken, as the extractor tells.
 *
 * @param complete whether all were counted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeadLetters(List<Group> groups, boolean complete) {

    public DeadLetters {
        groups = List.copyOf(groups);
    }

    /**
     * Letters with the same cause.
     *
     * @param element the path of the element that could not be written; empty for none
     * @param last when the last of them was rejected
     * @param example where that one stands
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Group(
            String stage, String pipeline, String cause, String element, long count, String last, String example) {

        /** The API leaves out what is empty. */
        public Group(
                @Nullable String stage,
                @Nullable String pipeline,
                @Nullable String cause,
                @Nullable String element,
                long count,
                @Nullable String last,
                @Nullable String example) {
            this.stage = Objects.requireNonNullElse(stage, "");
            this.pipeline = Objects.requireNonNullElse(pipeline, "");
            this.cause = Objects.requireNonNullElse(cause, "");
            this.element = Objects.requireNonNullElse(element, "");
            this.count = count;
            this.last = Objects.requireNonNullElse(last, "");
            this.example = Objects.requireNonNullElse(example, "");
        }
    }

    /**
     * What became of letters that were to be replayed.
     *
     * @param replayed what is on its way again
     * @param overtaken what a newer state of its key has overtaken
     * @param left what cannot be replayed
     * @param more whether there are others
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Replayed(long replayed, long overtaken, long left, boolean more) {

        /** Nothing yet. */
        public static final Replayed NOTHING = new Replayed(0, 0, 0, false);

        /** Both together. */
        public Replayed plus(Replayed other) {
            return new Replayed(replayed + other.replayed, overtaken + other.overtaken, left + other.left, other.more);
        }
    }
}
