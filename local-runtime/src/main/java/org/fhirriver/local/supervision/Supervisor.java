package org.fhirriver.local.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Keeps parts running until it is closed. */
public final class Supervisor implements AutoCloseable {

    private final PartListener listener;
    private final List<Keeper> keepers = new ArrayList<>();
    private boolean closed;

    /** A supervisor without parts. */
    public Supervisor(PartListener listener) {
        this.listener = listener;
    }

    /**
     * Starts a part.
     *
     * @return done when the part is ready; fails with {@link PartDoesNotStart} when it ends again and again before
     */
    public synchronized CompletableFuture<Void> start(Part part) {
        var keeper = new Keeper(part, listener);
        if (closed) {
            keeper.firstReady().completeExceptionally(new PartDoesNotStart(part, "the river is stopping"));
            return keeper.firstReady();
        }
        keepers.add(keeper);
        var thread = new Thread(keeper, "keeper-" + part.name());
        thread.setDaemon(true);
        thread.start();
        return keeper.firstReady();
    }

    /** Stops all parts, layer by layer; returns when their processes have ended. */
    @Override
    public void close() {
        for (List<Keeper> layer : layers()) {
            List<Thread> stops = layer.stream().map(Supervisor::stop).toList();
            for (Thread stop : stops) {
                join(stop);
            }
        }
    }

    private synchronized Iterable<List<Keeper>> layers() {
        closed = true;
        return keepers.stream()
                .collect(Collectors.groupingBy(keeper -> keeper.part().layer(), TreeMap::new, Collectors.toList()))
                .descendingMap()
                .values();
    }

    private static Thread stop(Keeper keeper) {
        var thread = new Thread(
                () -> {
                    try {
                        keeper.stop();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "stop-" + keeper.part().name());
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
