package org.fhirriver.extractor.batch;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.fhirriver.extractor.pipelines.UnknownPipelineException;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.source.WrongTypeException;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one pipeline after the other. While Kafka is away it waits without limit; a source that is away is asked again a
 * few times before the pipeline counts as failed.
 */
final class Worker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LEDGER_WITHIN = Duration.ofSeconds(90);

    private final String name;
    private final Work work;
    private final Publisher publisher;
    private final BatchParts parts;

    Worker(String name, Work work, Publisher publisher, BatchParts parts) {
        this.name = name;
        this.work = work;
        this.publisher = publisher;
        this.parts = parts;
    }

    @Override
    public void run() {
        try {
            for (Optional<Task> task = work.take(); task.isPresent(); task = work.take()) {
                try {
                    run(task.get());
                } finally {
                    work.done(task.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Task task) throws InterruptedException {
        parts.batches().begun(task.batch(), task.pipeline());
        log.info("Batch {}: reading pipeline {}", task.batch(), task.pipeline());
        Optional<ResumePoint> begin = task.begin();
        Duration pause = FIRST_PAUSE;
        int failures = 0;
        while (!work.isInterrupted(task)) {
            try {
                ResumePoint point = begin.isPresent() ? begin.get() : fromLedger(task);
                if (begin.isEmpty() && !parts.batches().isUnfinished(task.batch(), task.pipeline())) {
                    return;
                }
                begin = Optional.empty();
                PipelineRun run = new PipelineRun(task, point, parts, publisher, () -> work.isInterrupted(task));
                Optional<String> failure = read(run, task, failures);
                parts.health().reached(name);
                if (failure.isEmpty()) {
                    return;
                }
                failures = run.point().equals(point) ? failures + 1 : 1;
                begin = Optional.of(run.point());
                log.warn("Batch {}: {}; trying again", task.batch(), failure.get());
            } catch (KafkaUnavailable e) {
                log.warn("Batch {}: {}; going on when Kafka is back", task.batch(), e.getMessage());
                parts.health().waitFor(name, "Kafka does not take transactions");
            }
            work.pause(task, pause);
            pause = longer(pause);
        }
    }

    /** Reads to the end and tells what is worth another try; a failure that is none goes to the ledger. */
    private Optional<String> read(PipelineRun run, Task task, int failures) {
        try {
            run.read();
            return Optional.empty();
        } catch (SourceException | WrongTypeException | UnknownPipelineException e) {
            String reason = Objects.requireNonNullElse(e.getMessage(), "");
            if (e instanceof SourceException.Unavailable && failures + 1 < ATTEMPTS) {
                return Optional.of(reason);
            }
            log.warn("Batch {}: pipeline {} failed: {}", task.batch(), task.pipeline(), reason);
            run.fail(reason);
            return Optional.empty();
        }
    }

    private ResumePoint fromLedger(Task task) throws InterruptedException {
        publisher.open();
        parts.ledger().awaitEnd(LEDGER_WITHIN);
        return parts.batches().resumePoint(task.batch(), task.pipeline());
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
