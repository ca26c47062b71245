package org.fhirriver.extractor.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.validation.ValidationException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.fhirriver.extractor.pipelines.UnknownPipelineException;
import org.fhirriver.extractor.preview.BrokenPipelineException;
import org.fhirriver.extractor.publish.Ownership;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.source.TooManyRecordsException;
import org.fhirriver.extractor.source.WrongTypeException;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a request into a problem. */
final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void addTo(JavalinConfig config) {
        config.routes.exception(ProblemException.class, (e, ctx) -> write(ctx, e.problem()));
        config.routes.exception(
                UnknownPipelineException.class,
                (e, ctx) -> write(
                        ctx,
                        Problem.of(ProblemKind.UNKNOWN_PIPELINE, message(e)).with("known", e.known())));
        config.routes.exception(WrongTypeException.class, (e, ctx) -> write(ctx, ProblemKind.WRONG_TYPE, message(e)));
        config.routes.exception(
                TooManyRecordsException.class, (e, ctx) -> write(ctx, ProblemKind.TOO_MANY_RECORDS, message(e)));
        config.routes.exception(
                SourceException.Unavailable.class, (e, ctx) -> write(ctx, ProblemKind.SOURCE_UNAVAILABLE, message(e)));
        config.routes.exception(
                SourceException.Refused.class, (e, ctx) -> write(ctx, ProblemKind.SOURCE_REFUSED, message(e)));
        config.routes.exception(
                BrokenPipelineException.class,
                (e, ctx) -> write(
                        ctx, Problem.of(ProblemKind.BROKEN_PIPELINE, message(e)).with("problems", e.problems())));
        config.routes.exception(
                Ownership.NotOwnerException.class, (e, ctx) -> write(ctx, ProblemKind.READ_ELSEWHERE, message(e)));
        config.routes.exception(Unreachable.class, (e, ctx) -> write(ctx, ProblemKind.MAPPING_UNAVAILABLE, message(e)));
        config.routes.exception(KafkaUnavailable.class, (e, ctx) -> {
            ctx.header("Retry-After", "5");
            write(ctx, ProblemKind.KAFKA_UNAVAILABLE, message(e));
        });
        config.routes.exception(
                ValidationException.class,
                (e, ctx) -> write(
                        ctx,
                        ProblemKind.BAD_REQUEST,
                        "The query has a wrong value for %s"
                                .formatted(e.getErrors().keySet())));
        config.router.javaLangErrorHandler((response, error) -> {
            log.error("A request failed with {}", error.getClass().getName());
            ServerProblems.write(response, 500);
        });
        config.routes.exception(
                HttpResponseException.class, (e, ctx) -> write(ctx, Problem.of(e.getStatus(), title(e.getStatus()))));
        config.routes.exception(Exception.class, (e, ctx) -> {
            // What others say in their messages may hold values of a record.
            log.error("A request failed with {} at{}", e.getClass().getName(), places(e));
            write(ctx, ProblemKind.INTERNAL, "The request failed; the log says where");
        });
    }

    private static void write(Context ctx, ProblemKind kind, String detail) {
        write(ctx, Problem.of(kind, detail));
    }

    static void write(Context ctx, Problem problem) {
        ctx.status(problem.status()).json(problem).contentType(Problem.MEDIA_TYPE);
    }

    private static String title(int status) {
        return HttpStatus.getMessage(status);
    }

    private static String message(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), "");
    }

    private static String places(Exception e) {
        return Arrays.stream(e.getStackTrace())
                .limit(12)
                .map(place -> System.lineSeparator() + "\t" + place)
                .collect(Collectors.joining());
    }
}
