package org.fhirriver.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fhirriver.benchmarks.engine.EngineStage;
import org.fhirriver.benchmarks.engine.Observations;
import org.fhirriver.benchmarks.report.Report;
import org.fhirriver.benchmarks.report.Row;
import org.fhirriver.benchmarks.stage.LoaderStage;
import org.fhirriver.benchmarks.stage.TransformerStage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures each stage against its limit on this machine, in the same run, so that the result is a ratio.",
            "Let nothing else run meanwhile."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./river bench engine --seconds 10",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured, whatever came of it", "1:a stage could not be measured", "2:wrong arguments"})
public final class Main implements Callable<Integer> {

    /** The folder of the benchmarks in the project, which the script {@code river} tells. */
    private static final Path HOME = Path.of(System.getProperty("river.project", ""), "benchmarks");

    /** A stage that can be measured. */
    public enum Stage {
        ENGINE,
        TRANSFORMER,
        LOADER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "stage",
            description = "What to measure: ${COMPLETION-CANDIDATES}; default all.")
    private List<Stage> stages = new ArrayList<>();

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long each is measured; default ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "What the records follow from; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--results", description = "The folder for the results as JSON; default benchmarks/results.")
    private Path results = HOME.resolve("results");

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** Measures and exits. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (seconds <= 0) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--seconds must be more than 0, for nothing is measured in no time");
        }
        List<Row> rows = new ArrayList<>();
        for (Stage stage : stages.isEmpty() ? List.of(Stage.values()) : stages) {
            out.printf("Measuring the %s ...%n", stage);
            rows.addAll(measure(stage));
        }
        Report report = new Report(Instant.now(), Report.Machine.here(), seed, seconds, rows);
        out.println();
        report.table().forEach(out::println);
        out.printf("%nWritten to %s%n", report.write(results));
        return 0;
    }

    private List<Row> measure(Stage stage) throws Exception {
        Path pipelines = HOME.resolve("pipelines").toAbsolutePath();
        return switch (stage) {
            case ENGINE -> EngineStage.run(pipelines, seconds, seed);
            case TRANSFORMER -> TransformerStage.run(pipelines, seconds, seed);
            case LOADER -> LoaderStage.run(System.getenv("MONGODB_URI"), seconds, Observations.of(pipelines, seed));
        };
    }
}
