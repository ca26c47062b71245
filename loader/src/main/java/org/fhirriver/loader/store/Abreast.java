package org.fhirriver.loader.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Works on the parts of a list, two at a time: while MongoDB writes one, the next is being made. It returns when no part
 * is being worked on any more, whether all went well or not.
 */
final class Abreast {

    private static final int AT_A_TIME = 2;
    private static final int SECONDS_IDLE = 10;

    private final int size;
    private final Executor threads;

    /** Works on parts of a size. */
    Abreast(int size) {
        this.size = size;
        var pool = new ThreadPoolExecutor(
                AT_A_TIME, AT_A_TIME, SECONDS_IDLE, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Abreast::daemon);
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /**
     * The results of all parts, in order.
     *
     * @throws RuntimeException the first that a part threw
     */
    <T, R> List<R> each(List<T> all, Function<List<T>, R> work) {
        if (all.size() <= size) {
            return List.of(work.apply(all));
        }
        var failed = new AtomicBoolean();
        List<CompletableFuture<R>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            List<T> part = all.subList(from, Math.min(all.size(), from + size));
            parts.add(CompletableFuture.supplyAsync(() -> unlessFailed(failed, part, work), threads));
        }
        try {
            CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
        return parts.stream().map(CompletableFuture::join).toList();
    }

    /** What comes after a failure is not begun: when MongoDB does not answer, each part would wait for it. */
    private static <T, R> R unlessFailed(AtomicBoolean failed, List<T> part, Function<List<T>, R> work) {
        if (failed.get()) {
            throw new CancellationException("another part failed");
        }
        boolean done = false;
        try {
            R result = work.apply(part);
            done = true;
            return result;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread daemon = new Thread(task, "store");
        daemon.setDaemon(true);
        return daemon;
    }
}
