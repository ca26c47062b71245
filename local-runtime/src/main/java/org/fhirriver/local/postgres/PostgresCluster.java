package org.fhirriver.local.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.fhirriver.local.files.Folders;
import org.fhirriver.local.process.GuardedCommand;
import org.fhirriver.local.process.LeftoverServer;

/**
 * A PostgreSQL server with its data, made on first use.
 *
 * <p>It listens on 127.0.0.1 only and knows one user there, {@value #USER}, who needs no password, may create
 * databases and read change logs, and is no superuser.
 *
 * @param binaries the programs
 * @param data the data folder
 * @param port where it listens
 * @param settings PostgreSQL's own, in addition to this project's
 */
public record PostgresCluster(PostgresBinaries binaries, Path data, int port, Map<String, String> settings) {

    /** The one user who may connect. */
    public static final String USER = "river";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "shared_buffers", "48MB",
            "max_connections", "60",
            "max_wal_size", "256MB",
            "jit", "off",
            "timezone", "UTC",
            "log_timezone", "UTC",
            "wal_level", "logical");

    public PostgresCluster {
        data = data.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
    }

    /** A server with its data in a folder, or in one that PostgreSQL's account can reach. */
    public static PostgresCluster at(PostgresBinaries binaries, Path data, int port, Map<String, String> settings) {
        return new PostgresCluster(binaries, Account.here().place(data), port, settings);
    }

    /** Makes the data folder unless there is one; what was left half made is made anew. */
    public void prepare() throws IOException, InterruptedException {
        Account.here().check();
        if (Files.exists(data)) {
            return;
        }
        Files.createDirectories(data.getParent());
        Path half = data.resolveSibling(data.getFileName() + ".new");
        Folders.delete(half);
        Files.createDirectory(half, OWNER_ONLY);
        Account.here().own(half);
        List<String> initdb = List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + half,
                "--username=postgres",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "--auth-host=reject",
                "--auth-local=reject");
        run(initdb, "");
        String role = "CREATE ROLE " + USER + " LOGIN CREATEDB REPLICATION\n";
        run(List.of(binaries.program("postgres").toString(), "--single", "-D", half.toString(), "postgres"), role);
        Files.writeString(half.resolve("pg_hba.conf"), """
                # Programs on this machine may connect, as one user who is no superuser.
                host all         %1$s 127.0.0.1/32 trust
                host replication %1$s 127.0.0.1/32 trust
                """.formatted(USER));
        Files.move(half, data);
    }

    /**
     * Ends a server on this data folder that outlived whoever started it, and removes the sign of one that is gone:
     * PostgreSQL would take any process that has its number by now for itself.
     */
    public void endLeftover() throws IOException {
        new LeftoverServer(data.resolve("postmaster.pid"), binaries.program("postgres")).end();
    }

    /** The command line of the server in the foreground; it ends when this JVM does. */
    public List<String> command() {
        var command = new ArrayList<>(
                List.of(binaries.program("postgres").toString(), "-D", data.toString(), "-p", String.valueOf(port)));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        // SIGINT is PostgreSQL's "fast" shutdown: it ends connections and stops.
        return GuardedCommand.of("INT", Account.here().run(command));
    }

    /** Removes the data of a server that does not run. */
    public void delete() throws IOException {
        Folders.delete(data);
    }

    /** The address of one of its databases. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** Connects to one of its databases. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", "");
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    /** Whether it answers. */
    public boolean isReady() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Account.here().run(command))
                .redirectErrorStream(true)
                .start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("%s ended with status %d: %s"
                    .formatted(Path.of(command.get(0)).getFileName(), status, output.strip()));
        }
    }
}
