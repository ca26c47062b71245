package org.fhirriver.extractor.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fhirriver.extractor.pipelines.UnknownPipelineException;
import org.fhirriver.extractor.publish.Ownership;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.source.WrongTypeException;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a pipeline of a batch through outages: while Kafka is away it waits without limit; a source that is away is asked
 * again for a while, counted from the last chunk that it gave, before the pipeline counts as failed.
 */
final class TaskRun {

    private static final Logger log = LoggerFactory.getLogger(TaskRun.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LEDGER_WITHIN = Duration.ofSeconds(90);

    private final String worker;
    private final Task task;
    private final Work work;
    private final Publisher publisher;
    private final BatchParts parts;

    /** Where to go on; empty when only the ledger knows. */
    private Optional<ResumePoint> point;

    private Optional<Instant> awaySince = Optional.empty();
    private Duration pause = FIRST_PAUSE;
    private boolean ended;

    TaskRun(String worker, Task task, Work work, Publisher publisher, BatchParts parts) {
        this.worker = worker;
        this.task = task;
        this.work = work;
        this.publisher = publisher;
        this.parts = parts;
        this.point = task.begin();
    }

    /** Runs until the pipeline is read, has failed, or is not to be read on. */
    void run() throws InterruptedException {
        parts.batches().begun(task.batch(), task.pipeline());
        while (!ended && !work.isInterrupted(task)) {
            try {
                attempt();
                parts.health().reached(worker);
            } catch (KafkaUnavailable e) {
                log.warn("Batch {}: {}; going on when Kafka is back", task.batch(), e.getMessage());
                parts.health().waitFor(worker, "Kafka does not take transactions");
                point = Optional.empty();
            }
            if (!ended) {
                work.pause(task, pause);
                Duration twice = pause.multipliedBy(2);
                pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
            }
        }
    }

    private void attempt() throws InterruptedException {
        if (point.isEmpty() && !resume()) {
            ended = true;
            return;
        }
        ResumePoint begin = point.orElse(ResumePoint.BEGINNING);
        PipelineRun run = new PipelineRun(task, begin, parts, publisher, work);
        try {
            run.read();
            ended = true;
        } catch (SourceException.Unavailable e) {
            if (!run.point().equals(begin)) {
                awaySince = Optional.empty();
                pause = FIRST_PAUSE;
            }
            point = Optional.of(run.point());
            failUnlessPatient(run, reason(e));
        } catch (SourceException | WrongTypeException | UnknownPipelineException | Ownership.NotOwnerException e) {
            fail(run, reason(e));
        } catch (IllegalStateException | IllegalArgumentException | ClassCastException | NullPointerException e) {
            // What others say in their messages may hold values of a record.
            log.error("Batch {}: {} at{}", task.batch(), e.getClass().getName(), places(e));
            fail(
                    run,
                    "A fault of the extractor (%s); its log says where"
                            .formatted(e.getClass().getSimpleName()));
        }
    }

    /** Finds out how far the reading has come, and whether there is anything left to do. */
    private boolean resume() throws InterruptedException {
        publisher.open();
        parts.ledger().awaitEnd(LEDGER_WITHIN);
        point = Optional.of(parts.batches().resumePoint(task.batch(), task.pipeline()));
        return parts.batches().isUnfinished(task.batch(), task.pipeline());
    }

    private void failUnlessPatient(PipelineRun run, String reason) {
        Instant now = parts.clock().instant();
        Instant since = awaySince.orElse(now);
        awaySince = Optional.of(since);
        if (now.isBefore(since.plus(parts.sourcePatience()))) {
            log.warn("Batch {}: {}; trying again", task.batch(), reason);
        } else {
            fail(run, reason);
        }
    }

    private void fail(PipelineRun run, String reason) {
        if (work.isInterrupted(task)) {
            return;
        }
        log.warn("Batch {}: pipeline {} failed: {}", task.batch(), task.pipeline(), reason);
        run.fail(reason);
        ended = true;
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), "");
    }

    private static String places(Exception e) {
        return Arrays.stream(e.getStackTrace())
                .limit(12)
                .map(place -> System.lineSeparator() + "\t" + place)
                .collect(Collectors.joining());
    }
}
