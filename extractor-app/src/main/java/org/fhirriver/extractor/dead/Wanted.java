package org.fhirriver.extractor.dead;

import java.util.Optional;
import org.fhirriver.messages.Stage;

/**
 * Which dead letters are asked for; empty means all.
 *
 * @param stage the stage that wrote them
 * @param pipeline the pipeline that they belong to
 * @param batch the batch that they belong to
 * @param cause what their cause has in it
 */
public record Wanted(Optional<Stage> stage, Optional<String> pipeline, Optional<String> batch, Optional<String> cause) {

    /** The dead letters of a batch. */
    public static Wanted ofBatch(String batch) {
        return new Wanted(Optional.empty(), Optional.empty(), Optional.of(batch), Optional.empty());
    }

    boolean fits(Letter letter) {
        return stage.map(letter.stage()::equals).orElse(true)
                && pipeline.map(letter.pipeline()::equals).orElse(true)
                && batch.map(letter.batch()::equals).orElse(true)
                && cause.map(letter.cause()::contains).orElse(true);
    }
}
