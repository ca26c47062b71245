package org.fhirriver.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.postgres.PostgresBinaries;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.postgres.PostgresServer;

/**
 * A PostgreSQL server of its own, on a port of its own, that leaves nothing behind.
 *
 * <p>The one user is {@code river}, without a password; {@code wal_level} is {@code logical}.
 */
public final class PostgresForTests implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    /** Nobody reads the data after a crash of the machine. */
    private static final Map<String, String> HASTE = Map.of("fsync", "off", "full_page_writes", "off");

    private final Path folder;
    private final PostgresServer server;

    private PostgresForTests(Path folder, PostgresServer server) {
        this.folder = folder;
        this.server = server;
    }

    /** Starts a server with an empty database {@code postgres}; it takes about a second. */
    public static PostgresForTests start() {
        for (int attempt = 1; ; attempt++) {
            Path folder = TemporaryFolders.create("postgresql");
            try {
                var binaries = PostgresBinaries.in(SharedFolder.path().resolve("postgresql"));
                var cluster = PostgresCluster.at(binaries, folder.resolve("data"), FreePorts.next(), HASTE);
                return new PostgresForTests(folder, PostgresServer.start(cluster, folder.resolve("postgresql.log")));
            } catch (IOException e) {
                // Another process may have taken the port in between.
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
                TemporaryFolders.delete(folder);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while starting PostgreSQL", e);
            }
        }
    }

    /** The JDBC address of the database {@code postgres}. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /** The JDBC address of a database. */
    public String jdbcUrl(String database) {
        return server.cluster().jdbcUrl(database);
    }

    /** The user who may connect. */
    public String user() {
        return PostgresCluster.USER;
    }

    /** The user's password, which is empty. */
    public String password() {
        return "";
    }

    /** Makes an empty database and gives its JDBC address. */
    public String createDatabase(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
        }
        return jdbcUrl(name);
    }

    /** Connects to the database {@code postgres}. */
    public Connection connect() throws SQLException {
        return connect("postgres");
    }

    /** Connects to a database. */
    public Connection connect(String database) throws SQLException {
        return server.cluster().connect(database);
    }

    @Override
    public void close() {
        server.close();
        try {
            server.cluster().delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TemporaryFolders.delete(folder);
    }
}
