package org.fhirriver.extractor.api;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;
import org.fhirriver.extractor.dead.DeadLetters;
import org.fhirriver.messages.Stage;

/** The route that tells why messages could not be taken. */
final class DeadLetterRoutes {

    private final DeadLetters deadLetters;

    DeadLetterRoutes(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    void groups(Context ctx) {
        Optional<Stage> stage = Optional.ofNullable(ctx.queryParam("stage")).map(DeadLetterRoutes::stage);
        ctx.json(deadLetters.groups(new DeadLetters.Wanted(
                stage, Optional.ofNullable(ctx.queryParam("pipeline")), Optional.ofNullable(ctx.queryParam("batch")))));
    }

    private static Stage stage(String code) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(ProblemKind.BAD_REQUEST, "'stage' is extractor, transformer or loader"));
    }
}
