package org.fhirriver.local.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A running PostgreSQL that nobody supervises: for tests, and for as long as it is not closed. */
public final class PostgresServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final PostgresCluster cluster;
    private final Process process;

    private PostgresServer(PostgresCluster cluster, Process process) {
        this.cluster = cluster;
        this.process = process;
    }

    /**
     * Starts the server of a cluster, and makes its data first where there is none.
     *
     * @param log gets what it says
     * @throws IOException when it ends before it is ready, as it does when its port is taken
     */
    public static PostgresServer start(PostgresCluster cluster, Path log) throws IOException, InterruptedException {
        cluster.prepare();
        Process process = new ProcessBuilder(cluster.command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new PostgresServer(cluster, process);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (cluster.isReady() && process.isAlive()) {
                return server;
            }
            // Waiting for its end is also the pause between two looks.
            process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        server.close();
        throw new IOException("PostgreSQL does not start on port " + cluster.port() + ", see " + log);
    }

    /** The server's cluster. */
    public PostgresCluster cluster() {
        return cluster;
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
