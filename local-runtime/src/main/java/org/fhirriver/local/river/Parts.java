package org.fhirriver.local.river;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fhirriver.local.connect.ConnectWorker;
import org.fhirriver.local.kafka.BrokerMain;
import org.fhirriver.local.kafka.BrokerSettings;
import org.fhirriver.local.mariadb.MariaDbCluster;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.process.ChildSpec;
import org.fhirriver.local.process.JavaCommand;
import org.fhirriver.local.sftp.SftpMain;
import org.fhirriver.local.store.StoreMain;
import org.fhirriver.local.supervision.Part;
import org.fhirriver.local.supervision.Part.Readiness;

/**
 * The processes of the river, each with what its machine's memory allows it.
 *
 * @param options what a person asked for
 * @param addresses how everything is reached
 */
record Parts(RiverOptions options, Addresses addresses) {

    /** The order of stopping: first those that read and write, then what they read from and write to. */
    private static final int SERVICES = 2;

    private static final int FOUNDATIONS = 1;

    private static final Duration FOUNDATION_GRACE = Duration.ofSeconds(20);
    private static final Duration SERVICE_GRACE = Duration.ofSeconds(30);

    Part kafka() {
        var settings = new BrokerSettings(
                home().kafka(), options.ports().kafka(), options.ports().kafkaController());
        var readyFile = home().run().resolve("kafka.ready");
        JavaCommand command = BrokerMain.command(settings, readyFile, embedded("320m"));
        return part("kafka", "Kafka", command.line(), Map.of(), pid -> BrokerMain.isReady(readyFile, pid), FOUNDATIONS);
    }

    Part store() {
        int port = options.ports().store();
        JavaCommand command = StoreMain.command(home().storeFile(), port, embedded("320m"));
        return part("store", "Store", command.line(), Map.of(), pid -> Probes.listens(port), FOUNDATIONS);
    }

    Part postgresql(PostgresCluster cluster) {
        return part("postgresql", "PostgreSQL", cluster.command(), Map.of(), pid -> cluster.isReady(), FOUNDATIONS);
    }

    Part mariadb(MariaDbCluster cluster) {
        return part("mariadb", "MariaDB", cluster.command(), Map.of(), pid -> cluster.isReady(), FOUNDATIONS);
    }

    Part extractor(Map<String, String> sources) {
        return service("extractor", "Extractor", "368m", addresses.extractor(), sources);
    }

    Part transformer() {
        return service("transformer", "Transformer", "512m", addresses.transformer(), Map.of());
    }

    Part loader() {
        return service("loader", "Loader", "224m", addresses.loader(), Map.of());
    }

    Part sftp(Map<String, String> login) {
        int port = options.ports().sftp();
        JavaCommand command = SftpMain.command(home().sftp(), port, embedded("64m"));
        return part("sftp", "SFTP", command.line(), login, pid -> Probes.listens(port), FOUNDATIONS);
    }

    Part connect(Path connectors, Map<String, String> sources) throws IOException {
        var worker = new ConnectWorker(
                connectors,
                home().connectSettings(),
                addresses.kafka(),
                options.ports().connect());
        Map<String, String> environment = new HashMap<>(sources);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka());
        return part(
                "connect",
                "Connect",
                worker.prepare(embedded(options.capture() ? "512m" : "320m")).lineWith(worker.libraries()),
                environment,
                pid -> Probes.answersOk(addresses.connect() + "/connectors"),
                SERVICES);
    }

    private Part service(String name, String title, String heap, String address, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka());
        environment.put("MONGODB_URI", addresses.mongodb());
        environment.put("RIVER_PIPELINES", options.pipelines().toString());
        String port = address.substring(address.lastIndexOf(':') + 1);
        environment.put(name.toUpperCase(Locale.ROOT) + "_HTTP_PORT", port);
        var command = new JavaCommand("org.fhirriver." + name + ".Main", jvm(heap), List.of());
        return part(
                name, title, command.line(), environment, pid -> Probes.answersOk(address + "/health/ready"), SERVICES);
    }

    private Part part(
            String name,
            String title,
            List<String> command,
            Map<String, String> environment,
            Readiness readiness,
            int layer) {
        var child = new ChildSpec(name, command, environment, home().log(name), home().pidFile(name));
        return new Part(title, child, readiness, layer, layer == SERVICES ? SERVICE_GRACE : FOUNDATION_GRACE);
    }

    private static List<String> embedded(String heap) {
        var options = new ArrayList<>(jvm(heap));
        options.add("-Dlogback.configurationFile=logback-embedded.xml");
        return options;
    }

    private static List<String> jvm(String heap) {
        return List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8");
    }

    private RiverHome home() {
        return options.home();
    }
}
