package org.fhirriver.local.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fhirriver.local.process.JavaCommand;

/**
 * A distributed worker of one.
 *
 * @param connectors the project's folder of connectors, which holds the settings that every worker of it has
 * @param settings the file that this worker's own settings are written to
 * @param bootstrapServers the brokers
 * @param port where its REST API answers, on the loopback interface
 */
public record ConnectWorker(Path connectors, Path settings, String bootstrapServers, int port) {

    private static final String MAIN = "org.apache.kafka.connect.cli.ConnectDistributed";

    /** Writes the settings, and gives the command line. */
    public JavaCommand prepare(List<String> jvm) throws IOException {
        var properties = new Properties();
        try (var common = Files.newBufferedReader(connectors.resolve("worker/connect-distributed.properties"))) {
            properties.load(common);
        }
        properties.setProperty("bootstrap.servers", bootstrapServers);
        properties.setProperty("listeners", "http://127.0.0.1:" + port);
        properties.setProperty("plugin.path", pluginPath());
        Files.createDirectories(settings.toAbsolutePath().getParent());
        try (var file = Files.newBufferedWriter(settings)) {
            properties.store(file, null);
        }
        return new JavaCommand(MAIN, jvm, List.of(settings.toString()));
    }

    /** The worker's own libraries: some of them are other versions than the services have. */
    public String libraries() {
        return connectors.resolve("worker/target/lib").resolve("*").toString();
    }

    /** Whether the build has made what a worker is made of. */
    public static boolean isBuilt(Path connectors) {
        return Files.isDirectory(connectors.resolve("worker/target/lib"));
    }

    /** The folders of plugins that the build has made, one for each connector. */
    private String pluginPath() throws IOException {
        try (Stream<Path> modules = Files.list(connectors)) {
            return modules.map(module -> module.resolve("target/plugin"))
                    .filter(Files::isDirectory)
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(","));
        }
    }
}
