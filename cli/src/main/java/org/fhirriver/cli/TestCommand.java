package org.fhirriver.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fhirriver.cli.golden.GoldenRun;
import org.fhirriver.cli.pipeline.PipelineFolder;
import org.fhirriver.cli.pipeline.PipelineScope;
import org.fhirriver.local.river.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds pipelines against golden cases. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Map the records of golden cases and show where they become something else than is written down.",
            "A case is a folder <system>/tests/<pipeline>/<case> with record.json and expected.json: the list of"
                    + " resources, or {\"rejected\": \"<cause>\"}. now() is 2026-01-01T00:00:00Z in all of them."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:every record becomes what is written down",
            " 1:one does not, or a pipeline has problems",
            " 2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  river test pipelines/mimic/tests/mimic-admissions",
            "  river test --update      writes expected.json anew; look at the change before you commit it"
        })
final class TestCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATH",
            description = "only the cases of this folder, or of this pipeline's file (default: all)")
    private Optional<Path> path = Optional.empty();

    @Option(names = "--update", description = "write down what the records become now")
    private boolean update;

    TestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        PipelineScope scope = PipelineScope.of(surroundings.pipelines(), path);
        PipelineFolder folder = PipelineFolder.read(
                scope.folder(), surroundings.environment(), file -> surroundings.shown(Path.of(file)));
        GoldenRun.Outcome outcome;
        try (GoldenRun run = new GoldenRun(folder, surroundings.screen())) {
            outcome = run.run(file -> scope.includesCase(file, folder.workspace()), update);
        }
        surroundings.screen().line(summary(outcome));
        return (outcome.different() == 0 ? ExitCode.OK : ExitCode.NOT_ALL_LOADED).status();
    }

    private static String summary(GoldenRun.Outcome outcome) {
        if (outcome.cases() == 0) {
            return "There are no cases.";
        }
        String cases = outcome.cases() == 1 ? "1 case" : outcome.cases() + " cases";
        if (outcome.written() > 0) {
            return "%s, %d written: look at the change before you commit it.".formatted(cases, outcome.written());
        }
        return outcome.different() == 0
                ? "%s, as they are written down.".formatted(cases)
                : "%s, %d different (- is written down, + is what comes).".formatted(cases, outcome.different());
    }
}
