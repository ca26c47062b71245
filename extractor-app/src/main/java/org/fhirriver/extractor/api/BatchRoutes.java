package org.fhirriver.extractor.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.fhirriver.extractor.batch.BatchDesk;
import org.fhirriver.extractor.batch.BatchStatus;
import org.fhirriver.extractor.batch.Batches;
import org.fhirriver.extractor.batch.State;
import org.fhirriver.extractor.dead.Replay;
import org.fhirriver.extractor.dead.Replayed;
import org.fhirriver.extractor.dead.Wanted;
import org.fhirriver.extractor.source.SourceException;
import org.jspecify.annotations.Nullable;

/** The routes that tell how batches go on, end them and repeat them. */
final class BatchRoutes {

    private static final int MOST = 1_000;

    /** The answer to a retry: what is extracted again, and what was replayed. */
    record Repeated(String id, List<String> pipelines, Replayed deadLetters, String status) {}

    private final Batches batches;
    private final BatchDesk desk;
    private final Replay replay;

    BatchRoutes(Batches batches, BatchDesk desk, Replay replay) {
        this.batches = batches;
        this.desk = desk;
        this.replay = replay;
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

    /** What was rejected is replayed first: a source that is still away does not keep it from that. */
    void retry(Context ctx) throws InterruptedException, SourceException {
        BatchStatus status = known(ctx);
        boolean deletesEvenIfMany = isAll(ctx.queryParam("deletes"));
        Replayed replayed = replay.replay(Wanted.ofBatch(status.id()));
        List<String> again = desk.retry(status.id(), deletesEvenIfMany);
        if (again.isEmpty() && !replayed.hasDoneAnything()) {
            throw new ProblemException(
                    ProblemKind.NOTHING_TO_REPEAT,
                    "No pipeline of the batch failed or was cancelled, and it has no dead letters to replay");
        }
        String path = "/batches/" + status.id();
        ctx.status(202).header("Location", path);
        ctx.json(new Repeated(status.id(), again, replayed, Links.absolute(ctx, path)));
    }

    private static boolean isAll(@Nullable String deletes) {
        if (deletes != null && !deletes.equals("all")) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, "'deletes' is all, or left out");
        }
        return deletes != null;
    }

    private BatchStatus known(Context ctx) {
        desk.requireOpen();
        return batches.status(ctx.pathParam("id"))
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.UNKNOWN_BATCH, "There is no batch of this id; GET /batches lists them"));
    }
}
