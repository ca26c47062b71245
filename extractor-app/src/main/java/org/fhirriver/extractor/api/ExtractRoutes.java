package org.fhirriver.extractor.api;

import io.javalin.http.Context;
import java.util.List;
import org.fhirriver.extractor.batch.BatchDesk;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.preview.PreviewedRecord;
import org.fhirriver.extractor.preview.Previews;
import org.fhirriver.extractor.single.SingleAnswer;
import org.fhirriver.extractor.single.SingleCalls;
import org.fhirriver.extractor.source.Chunk;
import org.fhirriver.extractor.source.Filters;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;

/** The routes that extract: one key at once, or whole pipelines as a batch. */
final class ExtractRoutes {

    private static final int MOST_PREVIEWED = 100;

    /** The answer to a request for a batch. */
    record Begun(String id, List<String> pipelines, String status) {}

    /** The answer to a request for a preview: at most a hundred records, and how many more there are. */
    record Preview(String pipeline, List<PreviewedRecord> records, int notShown) {}

    private final Pipelines pipelines;
    private final SingleCalls singleCalls;
    private final Previews previews;
    private final BatchDesk desk;

    ExtractRoutes(Pipelines pipelines, SingleCalls singleCalls, Previews previews, BatchDesk desk) {
        this.pipelines = pipelines;
        this.singleCalls = singleCalls;
        this.previews = previews;
        this.desk = desk;
    }

    void single(Context ctx) throws SourceException, Unreachable {
        Pipeline pipeline = extracted(ctx.pathParam("pipeline"));
        String value = ctx.pathParam("key");
        if (ctx.queryParamAsClass("preview", Boolean.class).getOrDefault(false)) {
            preview(ctx, pipeline, value);
        } else {
            extract(ctx, pipeline, value);
        }
    }

    private void preview(Context ctx, Pipeline pipeline, String value) throws SourceException, Unreachable {
        Chunk chunk = pipelines.records(pipeline).matching(value);
        if (chunk.size() == 0) {
            throw new ProblemException(ProblemKind.NO_SUCH_RECORD, "The source has no record for this value");
        }
        Chunk shown = chunk.first(MOST_PREVIEWED);
        ctx.json(new Preview(
                pipeline.name(), previews.of(pipelines.folder(), pipeline, shown), chunk.size() - shown.size()));
    }

    private void extract(Context ctx, Pipeline pipeline, String value) throws SourceException {
        SingleAnswer answer = singleCalls.extract(pipeline, value);
        if (answer.isEmpty()) {
            Problem problem = Problem.of(
                    ProblemKind.NO_SUCH_RECORD,
                    answer.deleted().isEmpty()
                            ? "The source has no record for this value"
                            : "The source has no record with this key; its deletion was published");
            throw new ProblemException(
                    answer.deleted().isEmpty() ? problem : problem.with("deleted", answer.deleted()));
        }
        if (answer.records().isEmpty()) {
            throw new ProblemException(
                    Problem.of(ProblemKind.RECORD_REJECTED, "What the source has for this value is no record")
                            .with("rejected", answer.rejected()));
        }
        ctx.json(answer);
    }

    void batch(Context ctx) throws SourceException, InterruptedException {
        Pipeline pipeline = extracted(ctx.pathParam("pipeline"));
        begin(ctx, List.of(pipeline), BatchRequest.filters(ctx));
    }

    void batches(Context ctx) throws SourceException, InterruptedException {
        BatchRequest request = BatchRequest.of(ctx);
        List<Pipeline> wanted =
                request.pipelines().stream().distinct().map(this::extracted).toList();
        begin(ctx, wanted, request.filters());
    }

    private void begin(Context ctx, List<Pipeline> wanted, Filters filters)
            throws SourceException, InterruptedException {
        if (!filters.texts().isEmpty()) {
            for (Pipeline pipeline : wanted) {
                pipelines.records(pipeline).check(filters);
            }
        }
        List<String> names = wanted.stream().map(Pipeline::name).toList();
        String id = desk.begin(names, filters);
        String status = "/batches/" + id;
        ctx.status(202).header("Location", status);
        ctx.json(new Begun(id, names, Links.absolute(ctx, status)));
    }

    private Pipeline extracted(String name) {
        Pipeline pipeline = pipelines.pipeline(name);
        if (pipeline.extraction().reading() instanceof Extraction.Delivered) {
            throw new ProblemException(
                    ProblemKind.NOT_EXTRACTED,
                    "Pipeline '%s' names neither table nor sql: its records are delivered by others".formatted(name));
        }
        return pipeline;
    }
}
