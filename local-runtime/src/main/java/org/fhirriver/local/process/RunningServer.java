package org.fhirriver.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server's process that nobody supervises: for tests, and for as long as it is not closed. */
public final class RunningServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Process process;

    private RunningServer(Process process) {
        this.process = process;
    }

    /**
     * Starts a server, and waits until it is ready.
     *
     * @param title its name for a person
     * @param log gets what it says
     * @throws IOException when it ends before it is ready, as it does when its port is taken
     */
    public static RunningServer start(String title, List<String> command, Path log, BooleanSupplier ready)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new RunningServer(process);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (ready.getAsBoolean() && process.isAlive()) {
                return server;
            }
            // Waiting for its end is also the pause between two looks.
            process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        server.close();
        throw new IOException(title + " does not start, see " + log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
