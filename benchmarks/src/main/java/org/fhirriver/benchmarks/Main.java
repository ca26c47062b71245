package org.fhirriver.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fhirriver.benchmarks.engine.EngineStage;
import org.fhirriver.benchmarks.engine.Observations;
import org.fhirriver.benchmarks.report.Report;
import org.fhirriver.benchmarks.report.Results;
import org.fhirriver.benchmarks.stage.ConnectorsStage;
import org.fhirriver.benchmarks.stage.ExtractorStage;
import org.fhirriver.benchmarks.stage.LatencyStage;
import org.fhirriver.benchmarks.stage.LoaderStage;
import org.fhirriver.benchmarks.stage.MemoryStage;
import org.fhirriver.benchmarks.stage.Order;
import org.fhirriver.benchmarks.stage.RiverStage;
import org.fhirriver.benchmarks.stage.StartStage;
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

    /** The project's folder, which the script {@code river} tells. */
    private static final Path PROJECT = Path.of(System.getProperty("river.project", ""));

    /** A stage that can be measured. */
    public enum Stage {
        ENGINE,
        EXTRACTOR,
        CONNECTORS,
        TRANSFORMER,
        LOADER,
        RIVER,
        MEMORY,
        START,
        LATENCY;

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

    @Option(
            names = "--flames",
            paramLabel = "<folder>",
            description = "Draws a flame graph of each service into this folder; the figures suffer a little.")
    private Optional<Path> flames = Optional.empty();

    @Option(names = "--results", description = "The folder for the results as JSON; default benchmarks/results.")
    private Path results = PROJECT.resolve("benchmarks/results");

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
        Results measured = Results.rates(List.of());
        for (Stage stage : stages.isEmpty() ? List.of(Stage.values()) : stages) {
            out.printf("Measuring the %s ...%n", stage);
            measured = measured.and(measure(stage));
        }
        Report report = new Report(Instant.now(), Report.Machine.here(), seed, seconds, measured);
        out.println();
        report.table().forEach(out::println);
        out.printf("%nWritten to %s%n", report.write(results));
        return 0;
    }

    private Results measure(Stage stage) throws Exception {
        Order order = new Order(PROJECT, seconds, seed, flames);
        return switch (stage) {
            case ENGINE -> Results.rates(EngineStage.run(order.pipelines(), seconds, seed));
            case EXTRACTOR -> Results.rates(ExtractorStage.run(order));
            case CONNECTORS -> Results.rates(ConnectorsStage.run(order));
            case TRANSFORMER -> Results.rates(TransformerStage.run(order));
            case LOADER ->
                Results.rates(
                        LoaderStage.run(order, System.getenv("MONGODB_URI"), Observations.of(order.pipelines(), seed)));
            case RIVER -> Results.rates(RiverStage.run(order));
            case MEMORY -> new Results(List.of(), MemoryStage.run(order));
            case START -> new Results(List.of(), StartStage.run(order));
            case LATENCY -> new Results(List.of(), LatencyStage.run(order));
        };
    }
}
