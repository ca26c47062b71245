package org.fhirriver.local.river;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.fhirriver.local.files.Folders;
import org.fhirriver.local.mariadb.MariaDbBinaries;
import org.fhirriver.local.mariadb.MariaDbCluster;
import org.fhirriver.local.postgres.PostgresBinaries;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.process.Leftovers;

/**
 * The folder of everything that outlives a run.
 *
 * @param folder the folder
 */
public record RiverHome(Path folder) {

    /** All that the river ever puts into its folder; nothing else is cleared. */
    private static final List<String> ENTRIES =
            List.of("kafka", "postgresql", "mariadb", "store", "connect", "sftp", "logs", "run", "river.lock");

    private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(20);

    public RiverHome {
        folder = folder.toAbsolutePath().normalize();
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path postgresqlPrograms() {
        return folder.resolve("postgresql/programs");
    }

    /** The PostgreSQL server of this folder, on a port. */
    PostgresCluster postgresql(int port) {
        return PostgresCluster.at(
                PostgresBinaries.at(postgresqlPrograms()), folder.resolve("postgresql/data"), port, Map.of());
    }

    Path mariadbPrograms() {
        return folder.resolve("mariadb/programs");
    }

    /** The MariaDB server of this folder, on a port. */
    MariaDbCluster mariadb(int port) {
        return new MariaDbCluster(
                new MariaDbBinaries(mariadbPrograms()), folder.resolve("mariadb/data"), port, Map.of());
    }

    Path storeFile() {
        return folder.resolve("store/store.mv");
    }

    Path connectSettings() {
        return folder.resolve("connect/worker.properties");
    }

    /** The embedded SFTP server's folder: its key, and its files in {@code files}. */
    public Path sftp() {
        return folder.resolve("sftp");
    }

    /** The folder of the logs. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** Where a part's output goes. */
    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    Path run() {
        return folder.resolve("run");
    }

    Path pidFile(String part) {
        return run().resolve(part + ".pid");
    }

    Path lock() {
        return folder.resolve("river.lock");
    }

    /** Where a running river writes down how to reach it. */
    Path addresses() {
        return run().resolve("addresses.properties");
    }

    /**
     * Ends the processes that a killed river left behind; only for who holds the folder's lock.
     *
     * @return how many there were
     */
    public int endLeftovers() throws IOException, InterruptedException {
        int ended = new Leftovers(run()).end(LEFTOVER_GRACE);
        postgresql(0).endLeftover();
        mariadb(0).endLeftover();
        return ended;
    }

    /** The addresses that a running river has written down. */
    public Map<String, String> writtenAddresses() throws IOException {
        var properties = new Properties();
        if (Files.exists(addresses())) {
            try (var file = Files.newBufferedReader(addresses())) {
                properties.load(file);
            }
        }
        Map<String, String> written = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> written.put(name, properties.getProperty(name)));
        return written;
    }

    /** The running processes, by the part's name. */
    public Map<String, ProcessHandle> processes() throws IOException {
        return new Leftovers(run()).processes();
    }

    /** Removes all state, and the folder itself when nothing else is in it. */
    public void clear() throws IOException {
        postgresql(0).delete();
        postgresql(0).binaries().delete();
        for (String entry : ENTRIES) {
            Path path = folder.resolve(entry);
            if (Files.isDirectory(path)) {
                Folders.delete(path);
            } else {
                Files.deleteIfExists(path);
            }
        }
        if (Files.isDirectory(folder)) {
            try (var left = Files.list(folder)) {
                if (left.findAny().isEmpty()) {
                    Files.delete(folder);
                }
            }
        }
    }
}
