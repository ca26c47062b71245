package org.fhirriver.extractor.batch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.messages.LedgerEntry;

/** All batches that the ledger knows, as the sum of its entries. Safe for use by several threads. */
public final class Batches {

    private final Clock clock;
    private final Map<String, Batch> batches = new LinkedHashMap<>();

    public Batches(Clock clock) {
        this.clock = clock;
    }

    /** Adds an entry; one whose batch began before the ledger's beginning says nothing. */
    synchronized void apply(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Started started) {
            Batch known = batches.putIfAbsent(started.batch(), new Batch(started));
            if (known != null) {
                known.again(started);
            }
            return;
        }
        Batch batch = batches.get(entry.batch());
        if (batch == null) {
            return;
        }
        if (entry instanceof LedgerEntry.Extracted extracted) {
            batch.pipeline(extracted.pipeline()).ifPresent(progress -> progress.extracted(extracted));
        } else if (entry instanceof LedgerEntry.Counted counted) {
            batch.pipeline(counted.pipeline()).ifPresent(progress -> progress.counted(counted));
        } else if (entry instanceof LedgerEntry.Completed completed) {
            batch.pipeline(completed.pipeline()).ifPresent(progress -> progress.completed(completed.at()));
        } else if (entry instanceof LedgerEntry.Failed failed) {
            batch.pipeline(failed.pipeline()).ifPresent(progress -> progress.failed(failed.at(), failed.reason()));
        } else if (entry instanceof LedgerEntry.Cancelled cancelled) {
            batch.cancelled(cancelled.at());
        }
    }

    /** The reading of a pipeline has begun in this process. */
    synchronized void begun(String id, String pipeline) {
        progress(id, pipeline).ifPresent(progress -> progress.begun(clock.instant()));
    }

    /** A source was found to have so many records. */
    synchronized void expect(String id, String pipeline, long records) {
        progress(id, pipeline).ifPresent(progress -> progress.expect(records));
    }

    /** Where the reading of a pipeline goes on. */
    synchronized ResumePoint resumePoint(String id, String pipeline) {
        return progress(id, pipeline).map(PipelineProgress::resumePoint).orElse(ResumePoint.BEGINNING);
    }

    /** Whether a pipeline of a batch has still to be read. */
    synchronized boolean isUnfinished(String id, String pipeline) {
        return progress(id, pipeline).map(PipelineProgress::isUnfinished).orElse(false);
    }

    /** The pipelines that have still to be read, by batch, of the batches that an extractor reads. */
    synchronized Map<String, List<String>> unfinished(String instance) {
        Map<String, List<String>> unfinished = new LinkedHashMap<>();
        batches.forEach((id, batch) -> {
            if (batch.instance().equals(instance) && !batch.unfinished().isEmpty()) {
                unfinished.put(id, batch.unfinished());
            }
        });
        return unfinished;
    }

    /** The pipelines of a batch whose reading failed or was cancelled. */
    synchronized List<String> repeatable(String id) {
        return Optional.ofNullable(batches.get(id)).map(Batch::repeatable).orElse(List.of());
    }

    /** What limits a batch. */
    synchronized Map<String, String> filters(String id) {
        return Optional.ofNullable(batches.get(id)).map(Batch::filters).orElse(Map.of());
    }

    /** Whether what is gone is deleted by a batch however much it is. */
    synchronized boolean deletesMany(String id) {
        return Optional.ofNullable(batches.get(id)).map(Batch::deletesMany).orElse(false);
    }

    /** How far a batch has come. */
    public synchronized Optional<BatchStatus> status(String id) {
        return Optional.ofNullable(batches.get(id)).map(batch -> batch.status(clock.instant()));
    }

    /**
     * How far the latest batches have come, the latest first.
     *
     * @param most how many to tell of at most
     */
    public synchronized List<BatchStatus> latest(int most) {
        List<Batch> all = new ArrayList<>(batches.values());
        Collections.reverse(all);
        return all.stream()
                .limit(most)
                .map(batch -> batch.status(clock.instant()))
                .toList();
    }

    private Optional<PipelineProgress> progress(String id, String pipeline) {
        return Optional.ofNullable(batches.get(id)).flatMap(batch -> batch.pipeline(pipeline));
    }
}
