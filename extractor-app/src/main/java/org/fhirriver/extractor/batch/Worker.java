package org.fhirriver.extractor.batch;

import java.util.Optional;
import org.fhirriver.extractor.publish.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one pipeline after the other. */
final class Worker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);

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
                    log.info(
                            "Batch {}: reading pipeline {}",
                            task.get().batch(),
                            task.get().pipeline());
                    new TaskRun(name, task.get(), work, publisher, parts).run();
                } finally {
                    work.done(task.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
