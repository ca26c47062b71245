package org.fhirriver.local.postgres;

import java.io.IOException;
import java.nio.file.Path;
import org.fhirriver.local.process.RunningServer;

/** A running PostgreSQL that nobody supervises: for tests, and for as long as it is not closed. */
public final class PostgresServer implements AutoCloseable {

    private final PostgresCluster cluster;
    private final RunningServer server;

    private PostgresServer(PostgresCluster cluster, RunningServer server) {
        this.cluster = cluster;
        this.server = server;
    }

    /**
     * Starts the server of a cluster, and makes its data first where there is none.
     *
     * @param log gets what it says
     * @throws IOException when it ends before it is ready, as it does when its port is taken
     */
    public static PostgresServer start(PostgresCluster cluster, Path log) throws IOException, InterruptedException {
        cluster.prepare();
        String title = "PostgreSQL on port " + cluster.port();
        return new PostgresServer(cluster, RunningServer.start(title, cluster.command(), log, cluster::isReady));
    }

    /** The server's cluster. */
    public PostgresCluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        server.close();
    }
}
