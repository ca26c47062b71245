package org.fhirriver.extractor.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.LedgerEntry.Counted;
import org.fhirriver.messages.LedgerEntry.Extracted;
import org.jspecify.annotations.Nullable;

/** What the ledger says about one pipeline of a batch; guarded by {@link Batches}. */
final class PipelineProgress {

    private final String pipeline;
    private final Map<Count, Long> counted = new EnumMap<>(Count.class);
    private State reading = State.WAITING;
    private long extracted;
    private @Nullable String position;
    private @Nullable String reason;
    private @Nullable Instant startedAt;
    /** When the numbers met; what is replayed later is on its way again until they meet again. */
    private @Nullable Instant endedAt;

    private OptionalLong expected = OptionalLong.empty();

    PipelineProgress(String pipeline) {
        this.pipeline = pipeline;
    }

    void begun(Instant at) {
        if (reading == State.WAITING) {
            reading = State.READING;
        }
        if (startedAt == null) {
            startedAt = at;
        }
    }

    void extracted(Extracted entry) {
        begun(entry.at());
        extracted += entry.count();
        if (entry.lastKey() != null) {
            position = entry.lastKey();
        }
    }

    void counted(Counted entry) {
        entry.counts().forEach((count, number) -> counted.merge(count, number, Long::sum));
        if (entry.counts().values().stream().anyMatch(number -> number < 0)) {
            endedAt = null;
        }
        endIfNumbersMeet(entry.at());
    }

    /** The source was read to its end. */
    void completed(Instant at) {
        begun(at);
        reading = State.COMPLETED;
        endIfNumbersMeet(at);
    }

    void failed(Instant at, String why) {
        reading = State.FAILED;
        reason = why;
        endIfNumbersMeet(at);
    }

    void cancelled(Instant at) {
        if (isUnfinished()) {
            reading = State.CANCELLED;
            endIfNumbersMeet(at);
        }
    }

    /** What failed or was cancelled is read on. */
    void again() {
        if (reading == State.FAILED || reading == State.CANCELLED) {
            reading = startedAt == null ? State.WAITING : State.READING;
            reason = null;
            endedAt = null;
        }
    }

    private void endIfNumbersMeet(Instant at) {
        if (endedAt == null && !isUnfinished() && Counts.of(extracted, counted).meet()) {
            endedAt = at;
        }
    }

    void expect(long records) {
        expected = OptionalLong.of(records);
    }

    /** Whether the source has still to be read. */
    boolean isUnfinished() {
        return reading == State.WAITING || reading == State.READING;
    }

    boolean mayRepeat() {
        return reading == State.FAILED || reading == State.CANCELLED;
    }

    ResumePoint resumePoint() {
        return new ResumePoint(position, extracted);
    }

    PipelineStatus status(Instant now) {
        boolean ended = endedAt != null;
        Instant until = endedAt == null ? now : endedAt;
        return new PipelineStatus(
                pipeline,
                reading == State.COMPLETED && !ended ? State.PROCESSING : reading,
                ended,
                reason,
                expected.isPresent() ? Long.valueOf(expected.getAsLong()) : null,
                startedAt,
                endedAt,
                startedAt == null ? 0 : Duration.between(startedAt, until).toMillis() / 1000.0,
                Counts.of(extracted, counted));
    }
}
