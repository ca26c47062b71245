package org.fhirriver.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import org.fhirriver.test.DatabaseServer;
import org.fhirriver.test.SampleTables;

/** The river as {@code ./river up --with cdc} starts it, with the samples of some systems. */
final class CapturedRiver implements AutoCloseable {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String OPENMRS = "openmrs";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RiverOptions options;
    private final Line toPostgresql;
    private final Line toOpenmrs;
    private final Optional<DatabaseServer> mysql;
    private final River river;
    private final MongoClient mongo;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Screen screen =
            new Screen(new PrintStream(told, true, StandardCharsets.UTF_8), Look.of("", Map.of()));

    /**
     * Starts everything; no connector captures yet.
     *
     * @param seed decides when the lines to the databases break
     */
    CapturedRiver(Path folder, List<String> systems, long seed) throws Exception {
        this(folder, systems, seed, Optional.empty());
    }

    /** With OpenMRS's sample in a MySQL rather than the embedded MariaDB; it is closed at the end. */
    CapturedRiver(Path folder, List<String> systems, long seed, Optional<DatabaseServer> mysql) throws Exception {
        this.mysql = mysql;
        Path pipelines = folder.resolve("pipelines");
        for (String system : systems) {
            copy(PROJECT.resolve("pipelines").resolve(system), pipelines.resolve(system));
        }
        Ports ports = freePorts();
        toPostgresql = new Line(ports.postgresql(), seed);
        toOpenmrs = new Line(mysql.map(DatabaseServer::port).orElseGet(ports::mariadb), seed + 1);
        options = new RiverOptions(
                new RiverHome(folder.resolve("home")),
                pipelines,
                ports,
                Optional.empty(),
                Optional.of(PROJECT.resolve("kafka_connect_connectors")),
                true,
                environment());
        river = River.open(options, new Silent());
        mongo = MongoClients.create(river.addresses().mongodb());
        river.start();
        river.awaitReady(river.startConnectors());
    }

    private Map<String, String> environment() throws SQLException, IOException {
        Map<String, String> environment = new HashMap<>(Map.of("MIMIC_VIA", toPostgresql.address()));
        if (mysql.isPresent()) {
            DatabaseServer server = mysql.get();
            String url = server.createDatabase(OPENMRS);
            try (Connection connection = server.connect(OPENMRS)) {
                SampleTables.make(connection, PROJECT.resolve("pipelines/openmrs/sample"));
            }
            String direct = server.host() + ":" + server.port();
            environment.put("OPENMRS_JDBC_URL", url.replace(direct, toOpenmrs.address()));
            environment.put("OPENMRS_JDBC_USER", server.user());
            environment.put("OPENMRS_JDBC_PASSWORD", server.password());
        } else {
            environment.put("OPENMRS_VIA", toOpenmrs.address());
        }
        return environment;
    }

    /** The configurations of the connectors as they are shipped. */
    List<Path> connectors() throws IOException {
        return river.captures();
    }

    /** Has a connector take its place in the log. */
    void capture(Path connector) throws Exception {
        var connect = new ConnectApi(river.addresses().connect());
        assertThat(new Capturing(connect, PATIENCE).begin(connector))
                .as("%s captures", connector)
                .matches(Capturing.Begun::captures);
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
        String id = extractor().begin(extractor().pipelines());
        BatchView batch = new MainJob(extractor(), screen).follow(id);
        assertThat(batch.ended()).as("ended: %s", told).isTrue();
        return batch;
    }

    /** The extractor's API. */
    Extractor extractor() {
        return new Extractor(river.addresses().extractor());
    }

    /** From now on the lines between the river and each of the databases break so many times. */
    void breakLines(int times) {
        toPostgresql.breakTimes(times);
        toOpenmrs.breakTimes(times);
    }

    /** How many times the lines are still going to break. */
    int breaksLeft() {
        return toPostgresql.breaksLeft() + toOpenmrs.breaksLeft();
    }

    /** A connection to the server itself. */
    Connection postgresql() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + options.ports().postgresql() + "/mimic", "river", "");
    }

    /** A connection to the server itself. */
    Connection openmrs() throws SQLException {
        if (mysql.isPresent()) {
            return mysql.get().connect(OPENMRS);
        }
        return DriverManager.getConnection(
                "jdbc:mariadb://localhost:" + options.ports().mariadb() + "/openmrs", "river", "");
    }

    /** The brokers. */
    String kafka() {
        return river.addresses().kafka();
    }

    MongoDatabase store() {
        return mongo.getDatabase("fhir");
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
        toPostgresql.close();
        toOpenmrs.close();
        river.clear();
        mysql.ifPresent(DatabaseServer::close);
    }
}
