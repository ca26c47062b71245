package org.fhirriver.local.mariadb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.fhirriver.local.files.Folders;
import org.fhirriver.local.process.GuardedCommand;
import org.fhirriver.local.process.LeftoverServer;

/**
 * A MariaDB server with its data, made on first use.
 *
 * <p>It listens on 127.0.0.1 only and knows one user there, {@value #USER}, who needs no password, may make and change
 * databases and read the binary log, and cannot touch the machine's files. The binary log has whole rows and stays for a
 * week.
 *
 * @param binaries the programs
 * @param data the data folder
 * @param port where it listens
 * @param settings MariaDB's own, in addition to this project's
 */
public record MariaDbCluster(MariaDbBinaries binaries, Path data, int port, Map<String, String> settings) {

    /** The one user who may connect. */
    public static final String USER = "river";

    private static final String USERS = """
            CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1';
            GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, TRIGGER, CREATE VIEW, \
            SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, EXECUTE, EVENT, SET USER, CREATE TEMPORARY TABLES, LOCK TABLES, \
            SHOW DATABASES, RELOAD, BINLOG MONITOR, BINLOG ADMIN, REPLICATION SLAVE ON *.* TO '%1$s'@'127.0.0.1';
            """.formatted(USER);

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("bind-address", "127.0.0.1"),
            Map.entry("skip-name-resolve", "ON"),
            Map.entry("ssl", "OFF"),
            Map.entry("socket", "mariadb.sock"),
            Map.entry("pid-file", "mariadb.pid"),
            Map.entry("server-id", "1"),
            Map.entry("log-bin", "binlog"),
            // Dumps have triggers and routines.
            Map.entry("log-bin-trust-function-creators", "ON"),
            Map.entry("binlog-format", "ROW"),
            Map.entry("binlog-row-image", "FULL"),
            Map.entry("binlog-expire-logs-seconds", "604800"),
            Map.entry("sync-binlog", "1"),
            Map.entry("character-set-server", "utf8mb4"),
            Map.entry("collation-server", "utf8mb4_general_ci"),
            Map.entry("default-time-zone", "+00:00"),
            Map.entry("max-allowed-packet", "64M"),
            Map.entry("innodb-buffer-pool-size", "96M"),
            Map.entry("innodb-log-file-size", "48M"),
            Map.entry("max-connections", "60"),
            Map.entry("performance-schema", "OFF"));

    public MariaDbCluster {
        data = data.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
    }

    /** Makes the data folder unless there is one; what was left half made is made anew. */
    public void prepare() throws IOException, InterruptedException {
        if (Files.exists(data)) {
            return;
        }
        Files.createDirectories(data.getParent());
        Path half = data.resolveSibling(data.getFileName() + ".new");
        Folders.delete(half);
        Files.createDirectory(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var install = new ArrayList<>(List.of(
                binaries.installer().toString(),
                "--no-defaults",
                "--basedir=" + binaries.home(),
                "--datadir=" + half,
                "--skip-name-resolve",
                "--skip-test-db",
                "--auth-root-authentication-method=socket",
                "--innodb-log-file-size=" + SETTINGS.get("innodb-log-file-size")));
        install.addAll(account());
        run(install);
        Files.writeString(half.resolve("users.sql"), USERS);
        Files.move(half, data);
    }

    /** Ends a server on this data folder that outlived whoever started it. */
    public void endLeftover() throws IOException {
        new LeftoverServer(data.resolve("mariadb.pid"), binaries.server()).end();
    }

    /** The command line of the server in the foreground; it ends when this JVM does. */
    public List<String> command() {
        var command = new ArrayList<>(List.of(
                binaries.server().toString(),
                "--no-defaults",
                "--basedir=" + binaries.home(),
                "--datadir=" + data,
                "--port=" + port,
                "--init-file=" + data.resolve("users.sql")));
        command.addAll(account());
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.putAll(settings);
        all.forEach((name, value) -> command.add("--" + name + "=" + value));
        return GuardedCommand.of("TERM", command);
    }

    /** Removes the data of a server that does not run. */
    public void delete() throws IOException {
        Folders.delete(data);
    }

    /** The address of one of its databases. */
    public String jdbcUrl(String database) {
        return "jdbc:mariadb://localhost:" + port + "/" + database;
    }

    /** Connects to one of its databases, or to none. */
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("connectTimeout", "5000");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    /** Whether it answers. */
    public boolean isReady() {
        try (Connection connection = connect("")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** MariaDB runs as root only when it is told to. */
    private static List<String> account() {
        return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("%s ended with status %d: %s"
                    .formatted(Path.of(command.get(0)).getFileName(), status, output.strip()));
        }
    }
}
