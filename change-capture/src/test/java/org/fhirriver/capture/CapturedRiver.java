package org.fhirriver.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fhirriver.cli.batch.BatchView;
import org.fhirriver.cli.batch.Extractor;
import org.fhirriver.cli.batch.MainJob;
import org.fhirriver.cli.connectors.Capturing;
import org.fhirriver.cli.connectors.ConnectApi;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.local.ports.PortCheck;
import org.fhirriver.local.river.Ports;
import org.fhirriver.local.river.River;
import org.fhirriver.local.river.RiverHome;
import org.fhirriver.local.river.RiverListener;
import org.fhirriver.local.river.RiverOptions;
import org.fhirriver.local.sample.LoadedSample;
import org.fhirriver.local.supervision.Part;

/** The river as {@code ./river up --with cdc} starts it, with the MIMIC and the OpenMRS sample. */
final class CapturedRiver implements AutoCloseable {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RiverOptions options;
    private final River river;
    private final MongoClient mongo;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Screen screen =
            new Screen(new PrintStream(told, true, StandardCharsets.UTF_8), Look.of("", Map.of()));

    /** Starts everything, lets the connectors take their places, and runs the first batch. */
    CapturedRiver(Path folder) throws Exception {
        Path pipelines = folder.resolve("pipelines");
        for (String system : new String[] {"mimic", "openmrs"}) {
            copy(PROJECT.resolve("pipelines").resolve(system), pipelines.resolve(system));
        }
        options = new RiverOptions(
                new RiverHome(folder.resolve("home")),
                pipelines,
                freePorts(),
                Optional.empty(),
                Optional.of(PROJECT.resolve("kafka_connect_connectors")),
                true,
                Map.of());
        river = River.open(options, new Silent());
        mongo = MongoClients.create(river.addresses().mongodb());
        river.start();
        river.awaitReady(river.startConnectors());
        for (Path connector : river.captures()) {
            var connect = new ConnectApi(river.addresses().connect());
            assertThat(new Capturing(connect, PATIENCE).begin(connector).captures())
                    .as("%s captures", connector)
                    .isTrue();
        }
        batch();
    }

    private static final class Silent implements RiverListener {

        @Override
        public void leftoversEnded(int processes) {}

        @Override
        public void databaseReady(LoadedSample sample, Duration after) {}

        @Override
        public void ready(Part part, Duration after) {}

        @Override
        public void ended(Part part, int status, Duration pause) {}
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static Ports freePorts() {
        for (int offset = 14_000; true; offset += 131) {
            var ports = new Ports(offset);
            boolean free = IntStream.of(
                            ports.kafka(),
                            ports.kafkaController(),
                            ports.postgresql(),
                            ports.mariadb(),
                            ports.store(),
                            ports.extractor(),
                            ports.transformer(),
                            ports.loader(),
                            ports.connect(),
                            ports.sftp())
                    .allMatch(port -> PortCheck.owner(port).isEmpty());
            if (free) {
                return ports;
            }
        }
    }

    /** Has all pipelines read from their beginning to their end. */
    BatchView batch() throws IOException, InterruptedException {
        var extractor = new Extractor(river.addresses().extractor());
        String id = extractor.begin(extractor.pipelines());
        BatchView batch = new MainJob(extractor, screen).follow(id);
        assertThat(batch.ended()).as("ended: %s", told).isTrue();
        return batch;
    }

    Connection postgresql() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + options.ports().postgresql() + "/mimic", "river", "");
    }

    Connection mariadb() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://localhost:" + options.ports().mariadb() + "/openmrs", "river", "");
    }

    MongoDatabase store() {
        return mongo.getDatabase("fhir");
    }

    /** Whether the services have read all that stands in their topics. */
    boolean isIdle() {
        var addresses = river.addresses();
        return Stream.of(addresses.extractor(), addresses.transformer(), addresses.loader())
                .allMatch(CapturedRiver::hasReadAll);
    }

    private static boolean hasReadAll(String address) {
        try {
            var metrics =
                    HttpRequest.newBuilder(URI.create(address + "/metrics")).build();
            return HTTP.send(metrics, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("river_lag{"))
                    .allMatch(line -> line.endsWith(" 0.0"));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends a part as SIGKILL does; whoever keeps it starts it again. */
    void kill(String part) {
        try {
            Optional.ofNullable(options.home().processes().get(part)).ifPresent(process -> {
                var all = new HashSet<>(process.descendants().toList());
                process.destroyForcibly();
                all.forEach(ProcessHandle::destroyForcibly);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        mongo.close();
        river.close();
        river.clear();
    }
}
