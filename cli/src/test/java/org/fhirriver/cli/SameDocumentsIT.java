package org.fhirriver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.fhirriver.cli.batch.Extractor;
import org.fhirriver.cli.batch.MainJob;
import org.fhirriver.cli.connectors.ConnectorsCommand;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.local.ports.PortCheck;
import org.fhirriver.local.river.Ports;
import org.fhirriver.local.river.River;
import org.fhirriver.local.river.RiverHome;
import org.fhirriver.local.river.RiverOptions;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The samples' rows end as the same documents, whoever delivers them: extractor, JDBC connector or CSV on SFTP. */
final class SameDocumentsIT {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path CONNECTORS = PROJECT.resolve("kafka_connect_connectors");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Screen screen =
            new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), Look.of("", Map.of()));

    @TempDir
    private Path folder;

    @Test
    void whoeverDeliversThem() throws Exception {
        RiverOptions options = options();
        Set<String> pipelines = rowPipelines(options);
        assertThat(pipelines).hasSizeGreaterThan(10);
        try (River river = River.open(options, new Narrator(surroundings(), Map.of()))) {
            river.start();
            var connectors = river.startConnectors();
            warmUp(river);
            var batch = new MainJob(new Extractor(river.addresses().extractor()), screen).run(pipelines);
            assertThat(batch.orElseThrow().isClean()).as("clean: %s", written).isTrue();
            river.awaitReady(connectors);
            try (MongoClient mongo = MongoClients.create(river.addresses().mongodb())) {
                MongoDatabase store = mongo.getDatabase("fhir");
                Map<String, Document> extracted = documents(store);
                assertThat(extracted).hasSizeGreaterThan(5_000);

                clear(store);
                assertThat(connectors(river, "apply", "mimic-jdbc.json", "synthea-jdbc.json"))
                        .as("what the command says: %s", written)
                        .isZero();
                assertSame(store, extracted);
                assertThat(connectors(river, "delete", "mimic-jdbc", "synthea-jdbc"))
                        .isZero();

                clear(store);
                dropSamples(options.home().sftp().resolve("files/drop/input"));
                assertThat(connectors(river, "apply", "mimic-sftp.json", "synthea-sftp.json"))
                        .as("what the command says: %s", written)
                        .isZero();
                assertSame(store, extracted);
            }
        }
    }

    /** On a busy machine the first record that a hook sees takes longer than a hook may. */
    private static void warmUp(River river) throws IOException, InterruptedException {
        URI record = URI.create(river.addresses().extractor() + "/extractor_sql/mimic-admissions/10013");
        HttpRequest request = HttpRequest.newBuilder(record)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    private RiverOptions options() {
        return new RiverOptions(
                new RiverHome(folder.resolve("home")),
                PROJECT.resolve("pipelines"),
                freePorts(),
                Optional.empty(),
                Optional.of(CONNECTORS),
                false,
                Map.of());
    }

    private static Ports freePorts() {
        for (int offset = 11_000; true; offset += 137) {
            var ports = new Ports(offset);
            boolean free = IntStream.of(
                            ports.kafka(),
                            ports.kafkaController(),
                            ports.postgresql(),
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

    private Surroundings surroundings() {
        return new Surroundings(PROJECT, Map.of(), screen, screen);
    }

    private static Set<String> rowPipelines(RiverOptions options) {
        return Workspace.read(options.pipelines(), options.environment()).pipelines().values().stream()
                .filter(pipeline -> pipeline.extraction().reading() instanceof Extraction.Table)
                .map(pipeline -> pipeline.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private int connectors(River river, String action, String... names) {
        var arguments = new ArrayList<String>();
        arguments.add("--connect=" + river.addresses().connect());
        arguments.add(action);
        for (String name : names) {
            arguments.add(
                    action.equals("apply")
                            ? CONNECTORS.resolve("sources").resolve(name).toString()
                            : name);
        }
        return new CommandLine(new ConnectorsCommand(screen, () -> "")).execute(arguments.toArray(String[]::new));
    }

    private static void dropSamples(Path input) throws IOException {
        for (String system : new String[] {"mimic", "synthea"}) {
            try (var files =
                    Files.list(PROJECT.resolve("pipelines").resolve(system).resolve("sample"))) {
                for (Path file :
                        files.filter(each -> each.toString().contains(".csv")).toList()) {
                    String name = file.getFileName().toString();
                    Files.copy(file, input.resolve(system.equals("mimic") ? name : "synthea-" + name));
                }
            }
        }
    }

    private static void clear(MongoDatabase store) {
        store.listCollectionNames().forEach(name -> store.getCollection(name).deleteMany(new Document()));
    }

    private static void assertSame(MongoDatabase store, Map<String, Document> expected) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> documents(store).size() >= expected.size());
        Map<String, Document> found = documents(store);
        Set<String> others = new TreeSet<>(found.keySet());
        others.removeAll(expected.keySet());
        assertThat(others)
                .as("documents that the extractor's records did not become")
                .isEmpty();
        Set<String> missing = new TreeSet<>(expected.keySet());
        missing.removeAll(found.keySet());
        assertThat(missing).as("documents that are missing").isEmpty();
        expected.forEach((id, document) -> assertThat(found.get(id)).as(id).isEqualTo(document));
    }

    /** All resources by type and id, without what tells how they came. */
    private static Map<String, Document> documents(MongoDatabase store) {
        Map<String, Document> documents = new TreeMap<>();
        for (String type : store.listCollectionNames()) {
            if (!type.startsWith("_")) {
                for (Document document : store.getCollection(type).find()) {
                    document.remove("_river");
                    Optional.ofNullable(document.get("meta", Document.class)).ifPresent(meta -> {
                        meta.remove("versionId");
                        meta.remove("lastUpdated");
                    });
                    documents.put(type + "/" + document.get("_id"), document);
                }
            }
        }
        return documents;
    }
}
