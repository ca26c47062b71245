package org.fhirriver.extractor.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fhirriver.extractor.dead.DeadLetters;
import org.fhirriver.extractor.dead.Replay;
import org.fhirriver.extractor.dead.Wanted;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.messages.Stage;
import org.jspecify.annotations.Nullable;

/** The routes that tell why messages could not be taken, and send them through again. */
final class DeadLetterRoutes {

    private final DeadLetters deadLetters;
    private final Replay replay;

    DeadLetterRoutes(DeadLetters deadLetters, Replay replay) {
        this.deadLetters = deadLetters;
        this.replay = replay;
    }

    void groups(Context ctx) {
        ctx.json(deadLetters.groups(wanted(ctx::queryParam)));
    }

    void replay(Context ctx) throws SourceException {
        JsonNode body = JsonBody.of(ctx);
        JsonBody.require(body, Set.of("stage", "pipeline", "batch", "cause"), "the body");
        ctx.json(replay.replay(wanted(name -> text(body, name))));
    }

    private static @Nullable String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, "'%s' is a text".formatted(name));
        }
        return value.textValue();
    }

    private static Wanted wanted(Function<String, @Nullable String> parameters) {
        return new Wanted(
                Optional.ofNullable(parameters.apply("stage")).map(DeadLetterRoutes::stage),
                Optional.ofNullable(parameters.apply("pipeline")),
                Optional.ofNullable(parameters.apply("batch")),
                Optional.ofNullable(parameters.apply("cause")));
    }

    private static Stage stage(String code) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(ProblemKind.BAD_REQUEST, "'stage' is extractor, transformer or loader"));
    }
}
