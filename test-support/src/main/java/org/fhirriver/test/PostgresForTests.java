package org.fhirriver.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fhirriver.local.postgres.PostgresBinaries;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.process.FreePorts;

/**
 * A PostgreSQL server of its own, on a port of its own, that leaves nothing behind.
 *
 * <p>The one user is {@code river}, without a password; {@code wal_level} is {@code logical}.
 */
public final class PostgresForTests implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Nobody reads the data after a crash of the machine. */
    private static final Map<String, String> HASTE = Map.of("fsync", "off", "full_page_writes", "off");

    private final Path folder;
    private final PostgresCluster cluster;
    private final Process process;

    private PostgresForTests(Path folder, PostgresCluster cluster, Process process) {
        this.folder = folder;
        this.cluster = cluster;
        this.process = process;
    }

    /** Starts a server with an empty database {@code postgres}; it takes about a second. */
    public static PostgresForTests start() {
        try {
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                PostgresForTests server = tryToStart();
                if (server.process.isAlive()) {
                    return server;
                }
                // Another process may have taken the port in between.
                server.close();
            }
            return tryToStart();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting PostgreSQL", e);
        }
    }

    private static PostgresForTests tryToStart() throws IOException, InterruptedException {
        Path folder = TemporaryFolders.create("postgresql");
        var cluster = new PostgresCluster(
                PostgresBinaries.in(SharedFolder.path().resolve("postgresql")),
                folder.resolve("data"),
                FreePorts.next(),
                HASTE);
        cluster.prepare();
        Process process = new ProcessBuilder(cluster.command())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postgresql.log").toFile())
                .start();
        Instant end = Instant.now().plus(PATIENCE);
        while (process.isAlive() && !cluster.isReady()) {
            if (Instant.now().isAfter(end)) {
                process.destroy();
                throw new IOException("PostgreSQL is not ready after " + PATIENCE.toSeconds() + " s, see " + folder);
            }
            // Waiting for its end is also a pause between two looks.
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return new PostgresForTests(folder, cluster, process);
    }

    /** The JDBC address of the database {@code postgres}. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /** The JDBC address of a database. */
    public String jdbcUrl(String database) {
        return cluster.jdbcUrl(database);
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
        return cluster.connect(database);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TemporaryFolders.delete(folder);
    }
}
