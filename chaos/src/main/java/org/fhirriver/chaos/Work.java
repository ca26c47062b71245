package org.fhirriver.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fhirriver.chaos.stand.BatchApi;
import org.fhirriver.chaos.work.Feed;
import org.fhirriver.chaos.work.Workload;

/** Gives a stand its work in slices, so that every fault meets some. */
final class Work implements AutoCloseable {

    /** So many records are held back for after each fault, to see that they come through. */
    private static final int PULSE = 20;

    private final BatchApi batches;
    private final Feed feed;
    private final int slices;
    private final ExecutorService feeding = Executors.newSingleThreadExecutor();
    private final List<Future<?>> fed = new ArrayList<>();
    private final List<String> pending = new ArrayList<>(Workload.TABLES);

    Work(BatchApi batches, Feed feed, int slices) {
        this.batches = batches;
        this.feed = feed;
        this.slices = slices;
    }

    /** Gives a slice of the feed, and begins the batches whose turn it is. */
    void slice(int number) throws InterruptedException {
        publish(Math.max(feed.size() / slices - PULSE, PULSE));
        int due = Workload.TABLES.size() - Workload.TABLES.size() * (number + 1) / slices;
        while (pending.size() > due) {
            beginBatch();
        }
    }

    /** Begins the next batch before its turn, if there is one. */
    void beginBatch() throws InterruptedException {
        if (!pending.isEmpty()) {
            batches.begin(pending.remove(0));
        }
    }

    /** Gives a few records. */
    void pulse() {
        publish(PULSE);
    }

    /** Gives all the rest and waits until Kafka has it. */
    void finish() throws InterruptedException {
        while (!pending.isEmpty()) {
            beginBatch();
        }
        publish(feed.size());
        for (Future<?> part : fed) {
            try {
                part.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The feed failed", e);
            }
        }
    }

    @Override
    public void close() {
        feeding.shutdownNow();
        feed.close();
    }

    private void publish(int count) {
        fed.add(feeding.submit(() -> feed.publish(count)));
    }
}
