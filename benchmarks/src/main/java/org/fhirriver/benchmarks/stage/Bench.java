package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.fhirriver.kit.kafka.TopicCatalogue;
import org.fhirriver.kit.kafka.TopicDeclarations;
import org.fhirriver.local.files.Folders;
import org.fhirriver.local.kafka.BrokerMain;
import org.fhirriver.local.kafka.BrokerSettings;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.process.ChildProcess;
import org.fhirriver.local.process.ChildSpec;
import org.fhirriver.local.process.JavaCommand;

/** A broker and a folder of its own for one measurement; everything ends with it. */
final class Bench implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 20;

    private final Path folder;
    private final BrokerSettings settings;
    private final Optional<Path> flames;
    private final ChildProcess broker;
    private int started;
    private final Admin admin;

    Bench(Order order) throws IOException, InterruptedException {
        flames = order.flames();
        folder = Files.createTempDirectory("fhir-river-bench");
        settings = new BrokerSettings(folder.resolve("kafka"), FreePorts.next(), FreePorts.next());
        Path ready = folder.resolve("kafka.ready");
        broker = start("broker", BrokerMain.command(settings, ready, List.of("-Xmx512m")), Map.of());
        await("the broker", () -> BrokerMain.isReady(ready, broker.pid()));
        admin = kafka().admin();
    }

    KafkaSettings kafka() {
        return KafkaSettings.of(settings.bootstrapServers());
    }

    String bootstrapServers() {
        return settings.bootstrapServers();
    }

    Path folder() {
        return folder;
    }

    long brokerPid() {
        return broker.pid();
    }

    /** Creates topics as the services do, or with the same partitions where they are none of the services'. */
    void topics(String... names) {
        new TopicCatalogue(admin, TopicDeclarations.read(Optional.empty())).ensure(List.of(names));
    }

    /** Starts a service of the river, with the broker's address. */
    ChildProcess service(String name, Map<String, String> environment) throws IOException {
        return service(name, jvm(name), environment);
    }

    ChildProcess service(String name, List<String> jvm, Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent(name.toUpperCase(Locale.ROOT) + "_HTTP_PORT", String.valueOf(FreePorts.next()));
        all.put("RIVER_LOG_LEVEL", "WARN");
        return main("org.fhirriver." + name + ".Main", jvm, List.of(), all);
    }

    /** Starts a class with a main method. */
    ChildProcess main(String mainClass, List<String> arguments, Map<String, String> environment) throws IOException {
        return main(mainClass, jvm(mainClass.substring(mainClass.lastIndexOf('.') + 1)), arguments, environment);
    }

    private ChildProcess main(
            String mainClass, List<String> jvm, List<String> arguments, Map<String, String> environment)
            throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
        String name = mainClass.replaceAll("[^A-Za-z]", "-");
        return start(name, new JavaCommand(mainClass, jvm, arguments), all);
    }

    /** The options of a process that is measured; it writes a recording when a flame graph is wanted. */
    List<String> jvm(String name) {
        return jvm(name, "512m");
    }

    /** The same with a heap of another size. */
    List<String> jvm(String name, String heap) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + heap, "-XX:+UseSerialGC"));
        flames.ifPresent(there -> options.add("-XX:StartFlightRecording=settings=profile,filename="
                + folder.resolve(name + "-" + (started + 1) + ".jfr").toAbsolutePath()));
        return options;
    }

    private ChildProcess start(String name, JavaCommand command, Map<String, String> environment) throws IOException {
        started++;
        return ChildProcess.start(new ChildSpec(
                name,
                command.line(),
                environment,
                folder.resolve(name + "-" + started + ".log"),
                folder.resolve(name + "-" + started + ".pid")));
    }

    /** How far a group has come in a topic: the sum of what it has committed. */
    long committed(String group, String topic) {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void stop(ChildProcess process) throws IOException, InterruptedException {
        process.stop(GRACE);
    }

    /** How many messages a topic has, those of the transactions' ends included. */
    long size(String topic) {
        return sizes(topic::equals);
    }

    /** How many messages all topics of some names have, those of the transactions' ends included. */
    long sizes(Predicate<String> names) {
        try {
            List<String> topics =
                    admin.listTopics().names().get().stream().filter(names).toList();
            Map<TopicPartition, OffsetSpec> wanted =
                    admin.describeTopics(topics).allTopicNames().get().values().stream()
                            .flatMap(one -> one.partitions().stream()
                                    .map(part -> new TopicPartition(one.name(), part.partition())))
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            Collection<ListOffsetsResultInfo> ends =
                    admin.listOffsets(wanted).all().get().values();
            return ends.stream().mapToLong(ListOffsetsResultInfo::offset).sum();
        } catch (ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * How many messages a second arrive, from the time when a quarter is there, so that starting and warming up are left
     * out, until all but a hundredth are.
     */
    static double rate(long all, LongSupplier arrived) throws InterruptedException {
        return rate(all / 4, all, arrived);
    }

    /** How many messages a second arrive, from the time when some are there until all but a hundredth are. */
    static double rate(long from, long all, LongSupplier arrived) throws InterruptedException {
        long end = all - all / 100;
        await("the first part", () -> arrived.getAsLong() >= from);
        long first = arrived.getAsLong();
        long started = System.nanoTime();
        await("the last of them", () -> arrived.getAsLong() >= end);
        long last = arrived.getAsLong();
        return (last - first) * 1e9 / (System.nanoTime() - started);
    }

    static void await(String what, BooleanSupplier reached) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Waited too long for " + what);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        admin.close();
        try {
            broker.stop(GRACE);
            if (flames.isPresent()) {
                FlameGraphs.write(folder, flames.get());
            }
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
