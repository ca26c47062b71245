package org.fhirriver.extractor.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.fhirriver.extractor.batch.BatchDesk;
import org.fhirriver.extractor.batch.BatchStatus;
import org.fhirriver.extractor.batch.Batches;
import org.fhirriver.extractor.batch.State;

/** The routes that tell how batches go on, end them and repeat them. */
final class BatchRoutes {

    private static final int MOST = 1_000;

    private final Batches batches;
    private final BatchDesk desk;

    BatchRoutes(Batches batches, BatchDesk desk) {
        this.batches = batches;
        this.desk = desk;
    }

    void list(Context ctx) {
        desk.requireOpen();
        int most = ctx.queryParamAsClass("limit", Integer.class).getOrDefault(100);
        ctx.json(Map.of("batches", batches.latest(Math.max(1, Math.min(MOST, most)))));
    }

    void status(Context ctx) {
        ctx.json(known(ctx));
    }

    void cancel(Context ctx) throws InterruptedException {
        BatchStatus status = known(ctx);
        if (status.state() != State.WAITING && status.state() != State.READING) {
            throw new ProblemException(
                    ProblemKind.ENDED, "The batch has been read already; what it published goes its way");
        }
        desk.cancel(status.id());
        ctx.status(200).json(known(ctx));
    }

    void retry(Context ctx) throws InterruptedException {
        BatchStatus status = known(ctx);
        List<String> again = desk.retry(status.id());
        if (again.isEmpty()) {
            throw new ProblemException(
                    ProblemKind.NOTHING_TO_REPEAT, "No pipeline of the batch failed or was cancelled at extraction");
        }
        String path = "/batches/" + status.id();
        ctx.status(202).header("Location", path);
        ctx.json(Map.of("id", status.id(), "pipelines", again, "status", Links.absolute(ctx, path)));
    }

    private BatchStatus known(Context ctx) {
        desk.requireOpen();
        return batches.status(ctx.pathParam("id"))
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.UNKNOWN_BATCH, "There is no batch of this id; GET /batches lists them"));
    }
}
