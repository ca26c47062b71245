package org.fhirriver.local.river;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.local.ports.PortCheck;

/** What has to be so before anything is started. */
final class Preconditions {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LEAST_DISK = 1024 * MEBIBYTE;
    /** An export's rows stand in the database and its indexes, in topics, and as FHIR in topics and the store. */
    private static final int TIMES_EXPORT = 8;

    private Preconditions() {}

    static void checkPipelines(RiverOptions options) {
        if (!Files.isDirectory(options.pipelines())) {
            throw new StartProblem(
                    ExitCode.USAGE, "There is no folder of pipelines at " + options.pipelines() + " (see --pipelines)");
        }
        options.export().filter(export -> !Files.exists(export)).ifPresent(export -> {
            throw new StartProblem(ExitCode.USAGE, "There is no Synthea export at " + export);
        });
    }

    static void checkDisk(RiverOptions options) throws IOException {
        long needed = LEAST_DISK + TIMES_EXPORT * sizeOfExport(options);
        long free = Files.getFileStore(options.home().folder()).getUsableSpace();
        if (free < needed) {
            throw new StartProblem(
                    ExitCode.DISK,
                    "Too little disk: %s needs %s free, and has %s. RIVER_HOME may name a folder on another disk"
                            .formatted(options.home().folder(), inWords(needed), inWords(free)));
        }
    }

    private static long sizeOfExport(RiverOptions options) throws IOException {
        Optional<Path> export = options.export();
        if (export.isEmpty()) {
            return 0;
        }
        try (var files = Files.walk(export.get())) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static String inWords(long bytes) {
        long mebibytes = bytes / MEBIBYTE;
        return mebibytes < 2048 ? mebibytes + " MiB" : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024.0);
    }

    static void checkPorts(RiverOptions options, Databases databases) {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        Ports ports = options.ports();
        wanted.put(ports.extractor(), "the extractor");
        wanted.put(ports.transformer(), "the transformer");
        wanted.put(ports.loader(), "the loader");
        if (options.embedsKafka()) {
            wanted.put(ports.kafka(), "Kafka");
            wanted.put(ports.kafkaController(), "Kafka's controller");
        }
        if (options.embedsStore()) {
            wanted.put(ports.store(), "the store");
        }
        if (databases.needPostgresql()) {
            wanted.put(ports.postgresql(), "PostgreSQL");
        }
        if (databases.needMariaDb()) {
            wanted.put(ports.mariadb(), "MariaDB");
        }
        if (options.connectors().isPresent()) {
            wanted.put(ports.connect(), "Kafka Connect");
        }
        if (options.embedsSftp()) {
            wanted.put(ports.sftp(), "the SFTP server");
        }
        wanted.forEach((port, what) -> PortCheck.owner(port).ifPresent(owner -> {
            throw new StartProblem(
                    ExitCode.PORT_IN_USE,
                    "Port %d, for %s, is in use by %s. Stop it, or move all ports: --port-offset 100"
                            .formatted(port, what, owner));
        }));
    }
}
