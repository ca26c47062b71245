package org.fhirriver.local.mariadb;

import java.io.IOException;
import java.nio.file.Path;
import org.fhirriver.local.process.RunningServer;

/** A running MariaDB that nobody supervises: for tests, and for as long as it is not closed. */
public final class MariaDbServer implements AutoCloseable {

    private final MariaDbCluster cluster;
    private final RunningServer server;

    private MariaDbServer(MariaDbCluster cluster, RunningServer server) {
        this.cluster = cluster;
        this.server = server;
    }

    /**
     * Starts the server of a cluster, and makes its data first where there is none.
     *
     * @param log gets what it says
     * @throws IOException when it ends before it is ready, as it does when its port is taken
     */
    public static MariaDbServer start(MariaDbCluster cluster, Path log) throws IOException, InterruptedException {
        cluster.prepare();
        String title = "MariaDB on port " + cluster.port();
        return new MariaDbServer(cluster, RunningServer.start(title, cluster.command(), log, cluster::isReady));
    }

    /** The server's cluster. */
    public MariaDbCluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        server.close();
    }
}
