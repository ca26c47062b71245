package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fhirriver.benchmarks.report.Bound;
import org.fhirriver.cli.batch.Extractor;

/** What each service holds after few records and after many, and the most memory that it takes. */
public final class MemoryStage {

    private static final int FEW = 100_000;
    private static final int A_SECOND = 8_000;
    private static final String PIPELINE = "bench-labs";

    private static final String HEAP = "320m";

    /** What the loader holds is a batch, and two parts of it as documents. */
    private static final String LOADER_HEAP = "256m";

    /** Flat within a tenth. */
    private static final double FLAT = 1.1;

    private static final double MOST_MIB = 512;
    private static final double KIB_IN_MIB = 1024;

    private final Bench bench;
    private final RunningStore store;
    private final Map<String, RunningService> services;

    private MemoryStage(Bench bench, RunningStore store, Map<String, RunningService> services) {
        this.bench = bench;
        this.store = store;
        this.services = services;
    }

    /** Measures it; ten million records are {@code --seconds 1250}. */
    public static List<Bound> run(Order order) throws IOException, InterruptedException, SQLException {
        int many = Math.max(4 * FEW, order.records(A_SECOND));
        try (Bench bench = new Bench(order);
                Sample sample = Sample.start(bench.folder()).labs(many, order.seed());
                RunningStore store = RunningStore.start(bench);
                RunningService loader = start(bench, "loader", LOADER_HEAP, order, store.environment());
                RunningService transformer = start(bench, "transformer", HEAP, order, Map.of());
                RunningService extractor = start(bench, "extractor", HEAP, order, sample.environment())) {
            Map<String, RunningService> services = new LinkedHashMap<>();
            services.put("extractor", extractor);
            services.put("transformer", transformer);
            services.put("loader", loader);
            return new MemoryStage(bench, store, services).measure(many);
        }
    }

    private static RunningService start(
            Bench bench, String name, String heap, Order order, Map<String, String> environment) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put("RIVER_PIPELINES", order.pipelines().toString());
        return RunningService.start(bench, name, bench.jvm(name, heap), all);
    }

    private List<Bound> measure(int many) throws IOException, InterruptedException {
        for (Map.Entry<String, RunningService> service : services.entrySet()) {
            Bench.await("the " + service.getKey(), service.getValue()::isReady);
        }
        Map<String, Memory> few = after(FEW, Map.of("limit", FEW));
        Map<String, Memory> all = after(many, Map.of());
        List<Bound> bounds = new ArrayList<>();
        for (String name : services.keySet()) {
            bounds.add(new Bound(
                    "%s: heap kept after %,d records by that after %,d".formatted(name, many, FEW),
                    "ratio",
                    (double) of(all, name).heapBytes() / of(few, name).heapBytes(),
                    FLAT));
            bounds.add(new Bound(
                    name + ": resident memory, at most", "MiB", of(all, name).residentKiB() / KIB_IN_MIB, MOST_MIB));
        }
        return bounds;
    }

    private static <T> T of(Map<String, T> all, String name) {
        return Objects.requireNonNull(all.get(name));
    }

    /** Runs a batch to its end and looks at the services then. */
    private Map<String, Memory> after(int records, Map<String, Object> filters)
            throws IOException, InterruptedException {
        Extractor api = new Extractor(of(services, "extractor").address());
        long before = store.written();
        Bench.await("the extractor", () -> isBegun(api, filters));
        Progress progress = Progress.watch(records + " records", store::written, List.of());
        System.out.printf("  %,d records at %,.0f a second%n", progress.done(), progress.aSecond());
        if (store.written() - before < records) {
            throw new IllegalStateException("Only %,d of %,d records came through in time; all is in %s"
                    .formatted(store.written() - before, records, bench.folder()));
        }
        Map<String, Memory> found = new LinkedHashMap<>();
        for (Map.Entry<String, RunningService> service : services.entrySet()) {
            found.put(service.getKey(), Memory.of(service.getValue().pid()));
        }
        return found;
    }

    private static boolean isBegun(Extractor api, Map<String, Object> filters) {
        try {
            api.begin(List.of(PIPELINE), filters);
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
