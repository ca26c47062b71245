package org.fhirriver.local.supervision;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fhirriver.local.process.ChildProcess;
import org.jspecify.annotations.Nullable;

/** The thread that keeps one part running. */
final class Keeper implements Runnable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(60);
    private static final int STARTS_WITHOUT_SUCCESS = 3;

    private final Part part;
    private final PartListener listener;
    private final RestartPauses pauses = new RestartPauses();
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final Object lock = new Object();
    private boolean stopping;
    private @Nullable ChildProcess child;

    Keeper(Part part, PartListener listener) {
        this.part = part;
        this.listener = listener;
    }

    Part part() {
        return part;
    }

    /** Done when the part is ready for the first time, or with {@link PartDoesNotStart}. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    @Override
    public void run() {
        try {
            keep();
        } catch (IOException e) {
            firstReady.completeExceptionally(new PartDoesNotStart(part, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            firstReady.completeExceptionally(new PartDoesNotStart(part, "it was stopped"));
        }
    }

    private void keep() throws IOException, InterruptedException {
        int failures = 0;
        while (true) {
            ChildProcess running = startUnlessStopping();
            if (running == null) {
                return;
            }
            long started = System.nanoTime();
            awaitReady(running, started);
            int status = running.end().join();
            if (isStopping()) {
                return;
            }
            failures++;
            if (!firstReady.isDone() && failures == STARTS_WITHOUT_SUCCESS) {
                firstReady.completeExceptionally(
                        new PartDoesNotStart(part, "it ended with status " + status + ", " + failures + " times"));
                return;
            }
            Duration pause = pauses.after(Duration.ofNanos(System.nanoTime() - started));
            listener.ended(part, status, pause);
            pause(pause);
        }
    }

    private @Nullable ChildProcess startUnlessStopping() throws IOException {
        synchronized (lock) {
            if (stopping) {
                return null;
            }
            child = ChildProcess.start(part.child());
            return child;
        }
    }

    private void awaitReady(ChildProcess running, long started) throws InterruptedException {
        while (!running.awaitEnd(LOOK_EVERY)) {
            if (part.readiness().isReady(running.pid()) && running.isAlive()) {
                listener.ready(part, Duration.ofNanos(System.nanoTime() - started));
                firstReady.complete(null);
                return;
            }
        }
    }

    private void pause(Duration pause) throws InterruptedException {
        synchronized (lock) {
            long end = System.nanoTime() + pause.toNanos();
            for (long left = pause.toNanos(); left > 0 && !stopping; left = end - System.nanoTime()) {
                lock.wait(left / 1_000_000 + 1);
            }
        }
    }

    private boolean isStopping() {
        synchronized (lock) {
            return stopping;
        }
    }

    /** Stops the part, for good; returns when its process has ended. */
    void stop() throws InterruptedException, IOException {
        ChildProcess running;
        synchronized (lock) {
            stopping = true;
            lock.notifyAll();
            running = child;
        }
        if (running != null) {
            running.stop(part.grace());
        }
    }
}
