package org.fhirriver.benchmarks.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.benchmarks.engine.Samples;
import org.fhirriver.benchmarks.report.Row;
import org.fhirriver.local.process.ChildProcess;

/**
 * The transformer, topic to topic and exactly once, against a loop that copies the FHIR messages themselves.
 *
 * <p>A JVM compiles what it runs for as long as the first few hundred thousand messages take, beside its work and at twice
 * its cost; so each process gets as many messages to warm up as it is measured with afterwards.
 */
public final class TransformerStage {

    private static final String RECORDS = "bench-labs";
    private static final String RESOURCES = "fhir.Observation";

    /** It has the form of a FHIR topic, so that it gets the same partitions and settings. */
    private static final String COPIES = "fhir.Copy";

    private static final int A_SECOND = 50_000;
    private static final int IN_A_TRANSACTION = 20_000;

    private TransformerStage() {}

    /** Measures it. */
    public static List<Row> run(Order order) throws IOException, InterruptedException {
        int messages = order.records(A_SECOND);
        try (Bench bench = new Bench(order)) {
            bench.topics(RECORDS, RESOURCES, COPIES);
            fill(bench, 2 * messages, order.seed());
            Measured one = transform(bench, order.pipelines(), messages, 0, 1);
            double copied = copied(bench, messages);
            fill(bench, 3 * messages, order.seed() + 1);
            Measured two = transform(bench, order.pipelines(), messages, bench.size(RESOURCES), 2);
            return List.of(
                    new Row(
                            "transformer: Observation, exactly once",
                            "messages",
                            one.aSecond(),
                            "a loop that copies the resources",
                            copied,
                            0.6),
                    new Row(
                            "two transformers, a CPU second of theirs",
                            "messages",
                            two.aCpuSecond(),
                            "one transformer's",
                            one.aCpuSecond(),
                            0.85));
        }
    }

    /** How many messages some transformers map in a second, and in a second of their CPUs. */
    private record Measured(double aSecond, double aCpuSecond) {}

    /** Lets each of some transformers warm up, and measures them together. */
    private static Measured transform(Bench bench, Path pipelines, int messages, long before, int number)
            throws IOException, InterruptedException {
        List<ChildProcess> transformers = new ArrayList<>();
        try {
            for (int i = 0; i < number; i++) {
                transformers.add(bench.service(
                        "transformer",
                        Map.of(
                                "RIVER_PIPELINES",
                                pipelines.toString(),
                                "TRANSFORMER_INSTANCE",
                                "transformer-" + number + "-" + i)));
            }
            long warm = (long) number * messages;
            Bench.await("what warms up", () -> bench.size(RESOURCES) - before >= warm);
            long first = bench.size(RESOURCES);
            double cpu = cpuSeconds(transformers);
            double aSecond = Bench.rate(warm, warm + messages, () -> bench.size(RESOURCES) - before);
            double used = cpuSeconds(transformers) - cpu;
            return new Measured(aSecond, (bench.size(RESOURCES) - first) / used);
        } finally {
            for (ChildProcess transformer : transformers) {
                Bench.stop(transformer);
            }
        }
    }

    private static double cpuSeconds(List<ChildProcess> processes) {
        return processes.stream()
                        .map(process -> ProcessHandle.of(process.pid())
                                .flatMap(handle -> handle.info().totalCpuDuration())
                                .orElse(Duration.ZERO))
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1_000.0;
    }

    private static double copied(Bench bench, int messages) throws IOException, InterruptedException {
        ChildProcess copy = bench.main(CopyLoop.class.getName(), List.of(RESOURCES, COPIES), Map.of());
        try {
            return Bench.rate(messages, 2L * messages, () -> bench.size(COPIES));
        } finally {
            Bench.stop(copy);
        }
    }

    private static void fill(Bench bench, int messages, long seed) {
        Samples samples = new Samples(seed);
        try (Producer<byte[], byte[]> producer = bench.kafka().transactionalProducer("fill")) {
            producer.initTransactions();
            for (int from = 0; from < messages; from += IN_A_TRANSACTION) {
                producer.beginTransaction();
                for (int number = from; number < Math.min(messages, from + IN_A_TRANSACTION); number++) {
                    byte[] key = String.valueOf(number).getBytes(UTF_8);
                    Future<?> unused = producer.send(new ProducerRecord<>(RECORDS, key, samples.lab(number)));
                }
                producer.commitTransaction();
            }
        }
    }
}
