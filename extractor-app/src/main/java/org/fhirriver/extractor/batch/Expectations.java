package org.fhirriver.extractor.batch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.pipelines.UnknownPipelineException;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.extractor.source.WrongTypeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the sources, aside, how many records there are to read, so that the rest of a batch can be estimated. */
final class Expectations implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Expectations.class);

    private final Pipelines pipelines;
    private final Batches batches;
    private final ExecutorService aside = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "counting");
        thread.setDaemon(true);
        return thread;
    });

    Expectations(Pipelines pipelines, Batches batches) {
        this.pipelines = pipelines;
        this.batches = batches;
    }

    /** Asks for the number of a task's records; without an answer there is no estimate, and that is all. */
    void ask(Task task) {
        aside.execute(() -> {
            try {
                pipelines
                        .records(pipelines.pipeline(task.pipeline()))
                        .count(task.filters())
                        .ifPresent(records -> batches.expect(task.batch(), task.pipeline(), records));
            } catch (SourceException | UnknownPipelineException | WrongTypeException e) {
                log.debug("Pipeline {} cannot be counted: {}", task.pipeline(), e.getMessage());
            }
        });
    }

    @Override
    public void close() {
        aside.shutdownNow();
    }
}
