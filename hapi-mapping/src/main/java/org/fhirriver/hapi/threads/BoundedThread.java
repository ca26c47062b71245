package org.fhirriver.hapi.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/**
 * Runs one task at a time on a thread of its own. A task that is not done in time is interrupted, and if it takes no
 * notice, left behind with its thread; Java has no way to end it. What it logs tells what its caller's lines tell.
 */
public final class BoundedThread implements AutoCloseable {

    private static final int MOST_LEFT_BEHIND = 3;

    private final String name;
    private final ClassLoader classes;
    private final List<ExecutorService> leftBehind = new ArrayList<>();
    private ExecutorService current;

    /**
     * A thread.
     *
     * @param classes what the thread's own class loader is
     */
    public BoundedThread(String name, ClassLoader classes) {
        this.name = name;
        this.classes = classes;
        this.current = start();
    }

    /** Too many tasks have been left behind and still run. */
    public static final class ExhaustedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int hanging;

        private ExhaustedException(int hanging) {
            this.hanging = hanging;
        }

        /** How many. */
        public int hanging() {
            return hanging;
        }
    }

    /**
     * Runs a task and waits for it.
     *
     * @throws TimeoutException when it did not end in time
     * @throws ExecutionException with what it threw
     * @throws ExhaustedException when tasks that were left behind still run
     */
    public synchronized <T> T call(Callable<T> task, Duration limit)
            throws TimeoutException, ExecutionException, ExhaustedException {
        leftBehind.removeIf(ExecutorService::isTerminated);
        if (leftBehind.size() >= MOST_LEFT_BEHIND) {
            throw new ExhaustedException(leftBehind.size());
        }
        Map<String, String> caller = MDC.getCopyOfContextMap();
        Future<T> result = current.submit(() -> {
            MDC.setContextMap(caller == null ? Map.of() : caller);
            return task.call();
        });
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            current.shutdownNow();
            leftBehind.add(current);
            current = start();
            throw e;
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name, e);
        }
    }

    @Override
    public synchronized void close() {
        current.shutdown();
    }

    private ExecutorService start() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(classes);
            return thread;
        });
    }
}
