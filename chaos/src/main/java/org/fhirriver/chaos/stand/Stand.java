package org.fhirriver.chaos.stand;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import org.fhirriver.local.kafka.BrokerMain;
import org.fhirriver.local.kafka.BrokerSettings;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.process.ChildSpec;
import org.fhirriver.local.process.JavaCommand;
import org.fhirriver.local.river.Probes;
import org.fhirriver.local.store.StoreMain;

/** All processes of one run: broker, store, extractor, and of transformer and loader two each, the second at rest. */
public final class Stand implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> settings;
    private final StoreWire wire;
    private final int storePort = FreePorts.next();
    private final BrokerSettings kafka;
    private final int extractorPort = FreePorts.next();
    private final Member broker;
    private final Member store;
    private final Member extractor;
    private final List<Member> transformers = new ArrayList<>();
    private final List<Member> loaders = new ArrayList<>();

    /**
     * A stand that does not run yet.
     *
     * @param folder where everything is kept
     * @param settings of the services: the pipelines and their database
     */
    public Stand(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = Map.copyOf(settings);
        this.kafka = new BrokerSettings(folder.resolve("kafka"), FreePorts.next(), FreePorts.next());
        this.wire = StoreWire.to(storePort);
        Path ready = folder.resolve("kafka.ready");
        this.broker = member(
                "broker",
                BrokerMain.command(kafka, ready, jvm("384m")).line(),
                Map.of(),
                pid -> BrokerMain.isReady(ready, pid));
        this.store = member(
                "store",
                StoreMain.command(folder.resolve("store"), storePort, jvm("384m"))
                        .line(),
                Map.of(),
                pid -> listens(storePort));
        this.extractor = service("extractor", 1, "192m", extractorPort);
        for (int number = 1; number <= 2; number++) {
            transformers.add(service("transformer", number, "320m", FreePorts.next()));
            loaders.add(service("loader", number, "256m", FreePorts.next()));
        }
    }

    /** Starts everything but the second of each, and waits until it does its work. */
    public void start() throws InterruptedException {
        broker.start();
        store.start();
        broker.awaitReady();
        store.awaitReady();
        List<Member> services = List.of(extractor, transformers.get(0), loaders.get(0));
        services.forEach(Member::start);
        for (Member service : services) {
            service.awaitReady();
        }
    }

    /** Every process that is to run when nobody disturbs it. */
    public List<Member> members() {
        return List.of(broker, store, extractor, transformers.get(0), loaders.get(0));
    }

    public Member broker() {
        return broker;
    }

    public Member store() {
        return store;
    }

    public Member extractor() {
        return extractor;
    }

    /** The transformer that always runs. */
    public Member transformer() {
        return transformers.get(0);
    }

    /** The transformer that joins and leaves. */
    public Member secondTransformer() {
        return transformers.get(1);
    }

    /** The loader that always runs. */
    public Member loader() {
        return loaders.get(0);
    }

    /** The loader that joins and leaves. */
    public Member secondLoader() {
        return loaders.get(1);
    }

    /** What is between the loaders and the store. */
    public StoreWire wire() {
        return wire;
    }

    /** Where Kafka is. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Where the store is, without the wire. */
    public String mongodb() {
        return "mongodb://localhost:" + storePort + "/fhir";
    }

    /** Where the extractor's API is. */
    public String extractorApi() {
        return "http://localhost:" + extractorPort;
    }

    @Override
    public void close() {
        List<Member> all = new ArrayList<>(loaders);
        all.addAll(transformers);
        all.addAll(List.of(extractor, store, broker));
        all.forEach(Member::kill);
        wire.close();
    }

    private Member service(String name, int number, String heap, int port) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("MONGODB_URI", "mongodb://localhost:" + wire.port() + "/fhir");
        environment.put(name.toUpperCase(Locale.ROOT) + "_HTTP_PORT", String.valueOf(port));
        environment.put("EXTRACTOR_AUTH", "off");
        return member(
                number == 1 ? name : name + "-" + number,
                new JavaCommand("org.fhirriver." + name + ".Main", jvm(heap), List.of()).line(),
                environment,
                pid -> Probes.answersOk("http://localhost:" + port + "/health/ready"));
    }

    private Member member(String name, List<String> command, Map<String, String> environment, LongPredicate readiness) {
        return new Member(
                new ChildSpec(name, command, environment, folder.resolve(name + ".log"), folder.resolve(name + ".pid")),
                readiness);
    }

    private static List<String> jvm(String heap) {
        return List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
