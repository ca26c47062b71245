package org.fhirriver.benchmarks.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.fhirriver.benchmarks.report.Row;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the engine's benchmarks, each in a JVM of its own. */
public final class EngineStage {

    private static final int ROUNDS = 5;
    private static final String UNIT = "records";

    private record Mapping(String pipeline, String title, double toReach) {}

    private static final List<Mapping> MAPPINGS = List.of(
            new Mapping("bench-patients", "engine: flat Patient", 0.6),
            new Mapping("bench-labs", "engine: Observation, codes, references", 0.5),
            new Mapping("bench-people", "engine: Patient with children", 0.4));

    private EngineStage() {}

    /**
     * The engine against code written by hand, and against HAPI.
     *
     * @param pipelines the folder with the pipelines
     * @param seconds how long each is measured; warming up takes as long again
     */
    public static List<Row> run(Path pipelines, double seconds, long seed) throws RunnerException {
        Map<String, Double> scores = new HashMap<>();
        scores.putAll(scores(EngineBenchmark.class, pipelines, seconds, seed));
        scores.putAll(scores(StructureMapBenchmark.class, pipelines, seconds, seed));
        scores.putAll(scores(ValidatorBenchmark.class, pipelines, seconds, seed));
        List<Row> rows = new ArrayList<>();
        for (Mapping mapping : MAPPINGS) {
            rows.add(new Row(
                    mapping.title(),
                    UNIT,
                    score(scores, "engine " + mapping.pipeline()),
                    "the same by hand, streaming Jackson",
                    score(scores, "byHand " + mapping.pipeline()),
                    mapping.toReach()));
        }
        rows.add(new Row(
                "engine: flat Patient",
                UNIT,
                score(scores, "engine bench-patients"),
                "HAPI's StructureMap interpreter",
                score(scores, "structureMap"),
                12.0));
        for (Mapping mapping : MAPPINGS) {
            rows.add(new Row(
                    mapping.title(),
                    UNIT,
                    score(scores, "engine " + mapping.pipeline()),
                    "HAPI's FhirInstanceValidator",
                    score(scores, "validator " + mapping.pipeline()),
                    500.0));
        }
        return rows;
    }

    private static double score(Map<String, Double> scores, String name) {
        return Objects.requireNonNull(scores.get(name), name);
    }

    private static Map<String, Double> scores(Class<?> benchmark, Path pipelines, double seconds, long seed)
            throws RunnerException {
        TimeValue round = TimeValue.milliseconds(Math.max(100, Math.round(seconds * 1_000 / ROUNDS)));
        Options options = new OptionsBuilder()
                .include(benchmark.getName() + "\\.")
                .param("seed", String.valueOf(seed))
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(1)
                .warmupIterations(ROUNDS)
                .warmupTime(round)
                .measurementIterations(ROUNDS)
                .measurementTime(round)
                .threads(1)
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-D" + Mappings.FOLDER + "=" + pipelines)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        Map<String, Double> scores = new HashMap<>();
        for (RunResult result : results) {
            String method = result.getParams().getBenchmark();
            String name = method.substring(method.lastIndexOf('.') + 1);
            String pipeline = result.getParams().getParam("pipeline");
            scores.put(
                    pipeline == null ? name : name + " " + pipeline,
                    result.getPrimaryResult().getScore());
        }
        return scores;
    }
}
