package org.fhirriver.local.river;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fhirriver.local.files.Folders;

/**
 * The folder of everything that outlives a run.
 *
 * @param folder the folder
 */
public record RiverHome(Path folder) {

    /** All that the river ever puts into its folder; nothing else is cleared. */
    private static final List<String> ENTRIES =
            List.of("kafka", "postgresql", "store", "connect", "logs", "run", "river.lock");

    public RiverHome {
        folder = folder.toAbsolutePath().normalize();
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path postgresqlPrograms() {
        return folder.resolve("postgresql/programs");
    }

    Path postgresqlData() {
        return folder.resolve("postgresql/data");
    }

    Path storeFile() {
        return folder.resolve("store/store.mv");
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

    /** Removes all state, and the folder itself when nothing else is in it. */
    public void clear() throws IOException {
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
