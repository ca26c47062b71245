package org.fhirriver.connect.kit.reading;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads in a thread of its own, a few batches ahead, so that reading and sending go on at the same time. */
public final class ReadAhead implements AutoCloseable {

    /** More would only take memory: the slower side decides. */
    private static final int BATCHES = 2;

    private static final long PATIENCE_MILLIS = 500;

    private final BatchReader reader;
    private final BlockingQueue<Batch> read = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;

    private volatile @Nullable RuntimeException failure;

    /**
     * A reading that has not begun.
     *
     * @param name the thread's
     */
    public ReadAhead(BatchReader reader, String name) {
        this.reader = reader;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts to read. */
    public void start() {
        thread.start();
    }

    /** The next batch; after a short while without one, an empty one. What made reading fail is thrown. */
    public Batch next() throws InterruptedException {
        Batch batch = read.poll(failure == null ? PATIENCE_MILLIS : 0, TimeUnit.MILLISECONDS);
        if (batch != null) {
            return batch;
        }
        RuntimeException failed = failure;
        if (failed != null && read.isEmpty()) {
            throw failed;
        }
        if (!thread.isAlive() && !reader.isStopped() && read.isEmpty()) {
            // An error such as a lack of memory ended it: the task must not look healthy.
            throw new IllegalStateException("Reading has ended unexpectedly; the worker's log has the reason");
        }
        return Batch.NONE;
    }

    private void run() {
        try {
            while (!reader.isStopped()) {
                Batch batch = reader.next();
                // An empty batch at the end of a read lets the task end what it has begun.
                if (!batch.records().isEmpty() || batch.endsRead()) {
                    read.put(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public void close() {
        reader.close();
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
