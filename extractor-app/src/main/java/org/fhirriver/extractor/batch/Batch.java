package org.fhirriver.extractor.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fhirriver.messages.LedgerEntry.Started;
import org.jspecify.annotations.Nullable;

/** What the ledger says about a batch; guarded by {@link Batches}. */
final class Batch {

    private final Started started;
    private final Map<String, PipelineProgress> pipelines = new LinkedHashMap<>();
    private String instance;
    private boolean deletesMany;

    Batch(Started started) {
        this.started = started;
        this.instance = started.instance();
        this.deletesMany = started.deletesMany();
        started.pipelines().forEach(name -> pipelines.put(name, new PipelineProgress(name)));
    }

    /** The batch, or some pipelines of it, was asked for again. */
    void again(Started entry) {
        instance = entry.instance();
        deletesMany |= entry.deletesMany();
        entry.pipelines()
                .forEach(name ->
                        pipelines.computeIfAbsent(name, PipelineProgress::new).again());
    }

    Optional<PipelineProgress> pipeline(String name) {
        return Optional.ofNullable(pipelines.get(name));
    }

    String instance() {
        return instance;
    }

    Map<String, String> filters() {
        return started.filters();
    }

    boolean deletesMany() {
        return deletesMany;
    }

    void cancelled(Instant at) {
        pipelines.values().forEach(pipeline -> pipeline.cancelled(at));
    }

    List<String> unfinished() {
        return named(PipelineProgress::isUnfinished);
    }

    List<String> repeatable() {
        return named(PipelineProgress::mayRepeat);
    }

    private List<String> named(java.util.function.Predicate<PipelineProgress> which) {
        List<String> names = new ArrayList<>();
        pipelines.forEach((name, progress) -> {
            if (which.test(progress)) {
                names.add(name);
            }
        });
        return names;
    }

    BatchStatus status(Instant now) {
        List<PipelineStatus> statuses = pipelines.values().stream()
                .map(pipeline -> pipeline.status(now))
                .toList();
        Counts counts = statuses.stream().map(PipelineStatus::counts).reduce(Counts.NONE, Counts::plus);
        boolean ended = statuses.stream().allMatch(PipelineStatus::ended);
        Instant endedAt = ended ? lastEnd(statuses) : null;
        Instant until = endedAt == null ? now : endedAt;
        double seconds = Duration.between(started.at(), until).toMillis() / 1000.0;
        Estimate estimate = new Estimate(counts, expected(statuses), seconds);
        return new BatchStatus(
                started.batch(),
                state(statuses, ended),
                ended,
                instance,
                started.at(),
                endedAt,
                seconds,
                estimate.recordsPerSecond(),
                estimate.expected(),
                ended ? null : estimate.secondsLeft(),
                filters(),
                counts,
                statuses);
    }

    private static State state(List<PipelineStatus> statuses, boolean ended) {
        List<State> states = statuses.stream().map(PipelineStatus::state).toList();
        if (states.stream().allMatch(State.WAITING::equals)) {
            return State.WAITING;
        }
        if (states.contains(State.WAITING) || states.contains(State.READING)) {
            return State.READING;
        }
        if (states.contains(State.FAILED)) {
            return State.FAILED;
        }
        if (states.contains(State.CANCELLED)) {
            return State.CANCELLED;
        }
        return ended ? State.COMPLETED : State.PROCESSING;
    }

    private static @Nullable Long expected(List<PipelineStatus> statuses) {
        if (statuses.stream().anyMatch(status -> status.expected() == null)) {
            return null;
        }
        return statuses.stream()
                .map(PipelineStatus::expected)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    private Instant lastEnd(List<PipelineStatus> statuses) {
        return statuses.stream()
                .map(PipelineStatus::endedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(started.at());
    }
}
