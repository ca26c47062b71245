package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.fhirriver.benchmarks.report.Row;
import org.fhirriver.cli.batch.Extractor;

/**
 * The whole river, one process for each service: Synthea's rows in PostgreSQL to a store that only acknowledges, against
 * what the same cores could do if the stages, which are measured alone first, did not wait for each other.
 */
public final class RiverStage {

    private static final int A_SECOND = 8_000;

    /** What the sample's rows become, about. */
    private static final int OF_THE_SAMPLE = 20_000;

    private static final double WANTED_A_SECOND = 10_000;

    private final Bench bench;
    private final Population population;
    private final Path pipelines;

    private RiverStage(Bench bench, Population population, Path pipelines) {
        this.bench = bench;
        this.population = population;
        this.pipelines = pipelines;
    }

    /** Measures it. */
    public static List<Row> run(Order order) throws IOException, InterruptedException, SQLException {
        Path synthea = order.project().resolve("pipelines/synthea").toAbsolutePath();
        int times = Math.max(2, order.records(A_SECOND) / OF_THE_SAMPLE);
        try (Bench bench = new Bench(order);
                Population population = Population.start(bench.folder(), synthea, times)) {
            Path pipelines = bench.folder().resolve("pipelines");
            copy(synthea, pipelines.resolve("synthea"));
            return new RiverStage(bench, population, pipelines).measure();
        }
    }

    private List<Row> measure() throws IOException, InterruptedException {
        Progress extracted = told("the extractor alone", extractor());
        Progress mapped = told("the transformer alone", transformer());
        Progress loaded = told("the loader alone", loader());
        Progress all = told("all together", together());
        double recordsForEach = (double) extracted.done() / mapped.done();
        double cpuSecondsEach =
                extracted.cpuSecondsEach() * recordsForEach + mapped.cpuSecondsEach() + loaded.cpuSecondsEach();
        int cores = Runtime.getRuntime().availableProcessors();
        return List.of(
                new Row(
                        "river: Synthea's mix, rows to documents",
                        "resources",
                        all.aSecond(),
                        "the cores, by what each stage takes alone",
                        cores / cpuSecondsEach,
                        0.7),
                new Row(
                        "river: Synthea's mix, rows to documents",
                        "resources",
                        all.aSecond(),
                        "the wish",
                        WANTED_A_SECOND,
                        1.0));
    }

    private static Progress told(String what, Progress progress) {
        System.out.printf(
                "  %s: %,d, %,.0f a second, %.0f µs of CPU each%n",
                what, progress.done(), progress.aSecond(), progress.cpuSecondsEach() * 1e6);
        return progress;
    }

    private Progress extractor() throws IOException, InterruptedException {
        try (RunningService extractor = extractorProcess()) {
            LongSupplier records = sizes(begin(extractor));
            return Progress.watch(
                    "the extractor", records, List.of(extractor.pid(), bench.brokerPid(), population.pid()));
        }
    }

    private Progress transformer() throws IOException, InterruptedException {
        LongSupplier resources = () -> bench.sizes(name -> name.startsWith("fhir."));
        try (RunningService transformer = transformerProcess()) {
            return Progress.watch("the transformer", resources, List.of(transformer.pid(), bench.brokerPid()));
        }
    }

    private Progress loader() throws IOException, InterruptedException {
        try (RunningStore store = RunningStore.start(bench);
                RunningService loader = loaderProcess(store)) {
            return Progress.watch("the loader", store::written, List.of(loader.pid(), bench.brokerPid(), store.pid()));
        }
    }

    private Progress together() throws IOException, InterruptedException {
        try (RunningStore store = RunningStore.start(bench);
                RunningService loader = loaderProcess(store);
                RunningService transformer = transformerProcess();
                RunningService extractor = extractorProcess()) {
            begin(extractor);
            return Progress.watch(
                    "the river",
                    store::written,
                    List.of(
                            extractor.pid(),
                            transformer.pid(),
                            loader.pid(),
                            store.pid(),
                            bench.brokerPid(),
                            population.pid()));
        }
    }

    /** Begins a batch of everything, as soon as the extractor takes one, and gives the pipelines. */
    private static List<String> begin(RunningService extractor) throws InterruptedException {
        Extractor api = new Extractor(extractor.address());
        List<String> names = new ArrayList<>();
        Bench.await("the extractor", () -> hasBegun(api, names));
        return names;
    }

    private static boolean hasBegun(Extractor api, List<String> names) {
        try {
            List<String> known = api.pipelines();
            api.begin(known);
            return names.addAll(known);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private LongSupplier sizes(List<String> topics) {
        return () -> bench.sizes(topics::contains);
    }

    private RunningService extractorProcess() throws IOException {
        return running("extractor", population.environment());
    }

    private RunningService transformerProcess() throws IOException {
        return running("transformer", Map.of());
    }

    private RunningService loaderProcess(RunningStore store) throws IOException {
        return running("loader", store.environment());
    }

    private RunningService running(String name, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("RIVER_PIPELINES", pipelines.toString());
        return RunningService.start(bench, name, bench.jvm(name), environment);
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(from)) {
            walk.forEach(all::add);
        }
        for (Path path : all) {
            Path there = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(there);
            } else {
                Files.copy(path, there);
            }
        }
    }
}
