package org.fhirriver.extractor.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that batches run on: the ledger's follower, the workers, and the start that resumes what was cut off. */
public final class BatchService {

    private static final Logger log = LoggerFactory.getLogger(BatchService.class);
    private static final int WORKERS = 2;
    private static final Duration LEDGER_WITHIN = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String WAIT = "Kafka transactions";

    private final BatchParts parts;
    private final Work work = new Work();
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final BatchDesk desk;
    private final Publisher ordering;
    private volatile boolean stopping;

    /**
     * A service that has not begun.
     *
     * @param instance this extractor's name over its restarts
     * @param publishers makes publishers by the name of what they are for
     * @param ordering the publisher that orders of batches are noted by
     */
    public BatchService(String instance, Function<String, Publisher> publishers, Publisher ordering, BatchParts parts) {
        this.parts = parts;
        this.ordering = ordering;
        this.desk = new BatchDesk(instance, ordering, work, parts);
        threads.add(new Thread(parts.ledger(), "ledger"));
        threads.add(new Thread(this::open, "open"));
        for (int i = 1; i <= WORKERS; i++) {
            String name = "batch-" + i;
            Publisher publisher = publishers.apply(name);
            this.publishers.add(publisher);
            threads.add(new Thread(new Worker(name, work, publisher, parts), name));
        }
        parts.health().waitFor(WAIT, "beginning the first");
    }

    /** Where batches are ordered. */
    public BatchDesk desk() {
        return desk;
    }

    /** Starts the threads. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /**
     * Ends after the chunks in hand.
     *
     * @return whether that was within the grace
     */
    public boolean stop(Duration grace) throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        stopping = true;
        work.stop();
        desk.close();
        parts.ledger().stop();
        boolean ended = true;
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            ended &= !thread.isAlive();
        }
        if (ended) {
            publishers.forEach(Publisher::close);
            ordering.close();
        }
        return ended;
    }

    /** Locks a predecessor out, which ends what it left open, and only then believes what the ledger says. */
    private void open() {
        while (!stopping) {
            try {
                ordering.open();
                publishers.forEach(Publisher::open);
                parts.ledger().awaitEnd(LEDGER_WITHIN);
                desk.resume();
                parts.health().reached(WAIT);
                return;
            } catch (KafkaUnavailable e) {
                log.warn("{}; trying again", e.getMessage());
                parts.health().waitFor(WAIT, "Kafka does not answer");
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
