package org.fhirriver.extractor.touches;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.pipelines.UnknownPipelineException;
import org.fhirriver.extractor.source.RecordSource;
import org.fhirriver.extractor.source.Reread;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.source.VisibleTransactions;
import org.fhirriver.mapping.pipeline.Pipeline;

/** Reads touched keys from one source, several pipelines at a time and never more than a few. */
final class Reads implements AutoCloseable {

    /** How many keys one statement asks for. */
    private static final int KEYS = 250;

    private static final long VISIBLE_WITHIN_MILLIS = 5_000;
    private static final long LOOK_EVERY_MILLIS = 2;

    private final Pipelines pipelines;
    private final ExecutorService threads;
    private final Clock clock;

    /**
     * Reads of a source.
     *
     * @param atOnce how many statements the source is asked at a time
     */
    Reads(String source, int atOnce, Pipelines pipelines, Clock clock) {
        this.pipelines = pipelines;
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "touches-" + source + "-read");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What came of reading a share.
     *
     * @param read what the source has, in parts
     * @param failure why it was not read
     */
    record Outcome(Lanes.Share share, List<Read> read, List<SourceException> failure) {
        Outcome {
            read = List.copyOf(read);
            failure = List.copyOf(failure);
        }
    }

    /** What a source has for the keys of a pipeline. */
    record Read(Pipeline pipeline, Reread found, Instant at) {}

    /** Reads shares, each of another pipeline; a pipeline that is not there any more has nothing to read. */
    List<Outcome> all(List<Lanes.Share> shares) {
        Map<Lanes.Share, List<Future<Read>>> asked = new LinkedHashMap<>();
        awaitVisible(shares);
        for (Lanes.Share share : shares) {
            List<String> keys = List.copyOf(share.keys());
            List<Future<Read>> parts = new ArrayList<>();
            // A share without keys is read, too, so that its pipeline is known.
            for (int from = 0; from == 0 || from < keys.size(); from += KEYS) {
                List<String> some = keys.subList(from, Math.min(from + KEYS, keys.size()));
                parts.add(threads.submit(() -> read(share.pipeline(), some)));
            }
            asked.put(share, parts);
        }
        List<Outcome> outcomes = new ArrayList<>();
        asked.forEach((share, parts) -> outcomes.add(outcome(share, parts)));
        return outcomes;
    }

    private Read read(String name, List<String> keys) throws SourceException {
        Pipeline pipeline = pipelines.pipeline(name);
        Instant at = clock.instant();
        return new Read(pipeline, pipelines.records(pipeline).reread(keys), at);
    }

    private static Outcome outcome(Lanes.Share share, List<Future<Read>> parts) {
        List<Read> read = new ArrayList<>();
        List<SourceException> failures = new ArrayList<>();
        for (Future<Read> part : parts) {
            try {
                read.add(part.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(new SourceException.Refused("The extractor stops"));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SourceException failure) {
                    failures.add(failure);
                } else if (!(e.getCause() instanceof UnknownPipelineException)) {
                    throw new IllegalStateException("A reading ended in a way that is not foreseen", e.getCause());
                }
            }
        }
        return new Outcome(share, read, failures);
    }

    /**
     * Waits until the source shows what its log has told. A transaction that it never shows, as after the database was
     * restored from a copy, is waited for for seconds only.
     */
    private void awaitVisible(List<Lanes.Share> shares) {
        Set<Long> wanted = new LinkedHashSet<>();
        shares.forEach(share -> share.touches().stream()
                .map(Touch::transaction)
                .filter(Objects::nonNull)
                .forEach(wanted::add));
        long end = clock.millis() + VISIBLE_WITHIN_MILLIS;
        Optional<RecordSource> source = wanted.isEmpty() ? Optional.empty() : source(shares);
        try {
            while (source.isPresent() && !wanted.isEmpty() && clock.millis() < end) {
                Optional<VisibleTransactions> visible = source.get().visibleTransactions();
                if (visible.isEmpty()) {
                    return;
                }
                wanted.removeIf(visible.get()::isVisible);
                if (!wanted.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
                }
            }
        } catch (SourceException e) {
            // The readings themselves meet the same, and say so.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All pipelines of the shares are read from one source; one of them may be gone. */
    private Optional<RecordSource> source(List<Lanes.Share> shares) {
        return shares.stream()
                .map(share -> sourceOf(share.pipeline()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<RecordSource> sourceOf(String pipeline) {
        try {
            return Optional.of(pipelines.records(pipelines.pipeline(pipeline)));
        } catch (UnknownPipelineException | SourceException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
