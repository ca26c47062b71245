package org.fhirriver.chaos.stand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.fhirriver.local.process.ChildProcess;
import org.fhirriver.local.process.ChildSpec;

/** One process of the river. */
public final class Member {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration TO_START = Duration.ofMinutes(2);
    private static final Duration TO_STOP = Duration.ofSeconds(40);

    private final ChildSpec spec;
    private final LongPredicate readiness;
    private Optional<ChildProcess> child = Optional.empty();

    Member(ChildSpec spec, LongPredicate readiness) {
        this.spec = spec;
        this.readiness = readiness;
    }

    /** Its name in messages. */
    public String name() {
        return spec.name();
    }

    /** Whether its process runs. */
    public synchronized boolean isRunning() {
        return child.filter(ChildProcess::isAlive).isPresent();
    }

    /** Starts its process, unless it runs. */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            child = Optional.of(ChildProcess.start(spec));
        } catch (IOException e) {
            throw new UncheckedIOException("%s does not start".formatted(name()), e);
        }
    }

    /** Kills it with SIGKILL. */
    public synchronized void kill() {
        process().ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** Asks it to stop with SIGTERM and waits for its end; gives its exit status. */
    public int stop() throws InterruptedException {
        ChildProcess running;
        synchronized (this) {
            running = child.orElseThrow();
        }
        try {
            running.stop(TO_STOP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return running.end().join();
    }

    /** Lets it stand still until it is thawed. */
    public void freeze() throws InterruptedException {
        signal("-STOP");
    }

    /** Lets a frozen process go on. */
    public void thaw() throws InterruptedException {
        signal("-CONT");
    }

    /** Whether it does its work. */
    public boolean isReady() {
        return process().filter(process -> readiness.test(process.pid())).isPresent();
    }

    /** Waits until it does its work. */
    public void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + TO_START.toNanos();
        while (!isReady()) {
            if (!isRunning()) {
                throw new IllegalStateException(
                        "%s ended while it started; its log is %s".formatted(name(), spec.log()));
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%s is not ready after %d s; its log is %s"
                        .formatted(name(), TO_START.toSeconds(), spec.log()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
    }

    private synchronized Optional<ProcessHandle> process() {
        return child.filter(ChildProcess::isAlive).flatMap(running -> ProcessHandle.of(running.pid()));
    }

    private void signal(String signal) throws InterruptedException {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder("kill", signal, String.valueOf(process.get().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
