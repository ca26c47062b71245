package org.fhirriver.extractor.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What is to be read, what is being read, and what is not to be read on. Shared by the workers. */
final class Work {

    private final Deque<Task> queue = new ArrayDeque<>();
    private final List<Task> running = new ArrayList<>();
    private final Set<String> cancelled = new HashSet<>();
    /** What ends the question that a running task asks its source. */
    private final Map<Task, Runnable> questions = new HashMap<>();

    private boolean stopping;

    /** Adds a task; its batch is no longer cancelled. */
    synchronized void add(Task task) {
        cancelled.remove(task.batch());
        queue.add(task);
        notifyAll();
    }

    /** Waits for a task and takes it; empty when there will be none any more. */
    synchronized Optional<Task> take() throws InterruptedException {
        while (!stopping) {
            Optional<Task> task = queue.stream().filter(this::isFree).findFirst();
            if (task.isPresent()) {
                queue.remove(task.get());
                running.add(task.get());
                return task;
            }
            wait();
        }
        return Optional.empty();
    }

    /** Two readings of one pipeline could publish the older state of a record after the newer one. */
    private boolean isFree(Task task) {
        return running.stream().noneMatch(other -> other.pipeline().equals(task.pipeline()));
    }

    /** A task that was taken has ended, in whatever way. */
    synchronized void done(Task task) {
        running.remove(task);
        questions.remove(task);
        notifyAll();
    }

    /** A running task asks its source, which another thread can end. */
    void asking(Task task, Runnable cancel) {
        boolean unwanted;
        synchronized (this) {
            questions.put(task, cancel);
            unwanted = cancelled.contains(task.batch());
        }
        if (unwanted) {
            cancel.run();
        }
    }

    /**
     * Ends the tasks of a batch, what they ask their sources too.
     *
     * @return whether they ended within the time
     */
    boolean cancel(String batch, Duration time) throws InterruptedException {
        List<Runnable> asked = new ArrayList<>();
        synchronized (this) {
            cancelled.add(batch);
            queue.removeIf(task -> task.batch().equals(batch));
            questions.forEach((task, cancel) -> {
                if (task.batch().equals(batch)) {
                    asked.add(cancel);
                }
            });
            notifyAll();
        }
        asked.forEach(Runnable::run);
        return awaitEnd(batch, time);
    }

    private synchronized boolean awaitEnd(String batch, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (running.stream().anyMatch(task -> task.batch().equals(batch))) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Ends all tasks after the chunk in hand; none is given out any more. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    /** Whether a task has to end after the chunk in hand. */
    synchronized boolean isInterrupted(Task task) {
        return stopping || cancelled.contains(task.batch());
    }

    /** Waits, but no longer than the task may go on. */
    synchronized void pause(Task task, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (!isInterrupted(task)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
