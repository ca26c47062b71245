package org.fhirriver.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.fhirriver.local.mariadb.MariaDbBinaries;
import org.fhirriver.local.mariadb.MariaDbCluster;
import org.fhirriver.local.mariadb.MariaDbServer;
import org.fhirriver.local.ports.FreePorts;

/**
 * A MariaDB server of its own, on a port of its own, that leaves nothing behind.
 *
 * <p>The one user is {@code river}, without a password; the binary log is on and has whole rows.
 */
public final class MariaDbForTests implements DatabaseServer {

    private static final int ATTEMPTS = 3;
    /** Nobody reads the data after a crash of the machine. */
    private static final Map<String, String> HASTE =
            Map.of("sync-binlog", "0", "innodb-flush-log-at-trx-commit", "0", "innodb-flush-method", "nosync");

    private final Path folder;
    private final MariaDbServer server;

    private MariaDbForTests(Path folder, MariaDbServer server) {
        this.folder = folder;
        this.server = server;
    }

    /** Starts a server without databases; it takes about two seconds, and ten more the first time on a machine. */
    public static MariaDbForTests start() {
        for (int attempt = 1; ; attempt++) {
            Path folder = TemporaryFolders.create("mariadb");
            try {
                var binaries = MariaDbBinaries.in(SharedFolder.path().resolve("mariadb-11.4.5"));
                var cluster = new MariaDbCluster(binaries, folder.resolve("data"), FreePorts.next(), HASTE);
                return new MariaDbForTests(folder, MariaDbServer.start(cluster, folder.resolve("mariadb.log")));
            } catch (IOException e) {
                // Another process may have taken the port in between.
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
                TemporaryFolders.delete(folder);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while starting MariaDB", e);
            }
        }
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public int port() {
        return server.cluster().port();
    }

    /** The JDBC address of a database. */
    public String jdbcUrl(String database) {
        return server.cluster().jdbcUrl(database);
    }

    @Override
    public String user() {
        return MariaDbCluster.USER;
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public String createDatabase(String name) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE `" + name.replace("`", "``") + "`");
        }
        return jdbcUrl(name);
    }

    @Override
    public String nameOf(String database) {
        return database;
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return server.cluster().connect(database);
    }

    @Override
    public void close() {
        server.close();
        TemporaryFolders.delete(folder);
    }
}
