package org.fhirriver.extractor.batch;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fhirriver.extractor.source.SourceException;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one chunk while the next one is read, so that the database and Kafka work at the same time. Chunks are
 * published in their order, one at a time, and none is left in hand when it is closed.
 */
final class PublishingAhead implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "publishing");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Future<?> inHand;

    /**
     * Begins to publish as soon as what came before is published.
     *
     * @throws SourceException when what came before could not be published for the source
     * @throws KafkaUnavailable when Kafka did not take what came before
     */
    void begin(Callable<?> publishing) throws SourceException {
        await();
        inHand = thread.submit(publishing);
    }

    /** Waits until everything is published; it throws what {@link #begin} throws. */
    void await() throws SourceException {
        Future<?> before = inHand;
        inHand = null;
        if (before == null) {
            return;
        }
        try {
            before.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable("Interrupted while a chunk was published", e);
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private static RuntimeException cause(ExecutionException e) throws SourceException {
        if (e.getCause() instanceof SourceException ofSource) {
            throw ofSource;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
    }

    /** Ends what is in hand; what became of it is not told any more. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            while (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                // A transaction ends or fails within Kafka's own time limits.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
