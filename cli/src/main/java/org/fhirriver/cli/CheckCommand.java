package org.fhirriver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fhirriver.cli.pipeline.PipelineFolder;
import org.fhirriver.cli.pipeline.PipelineScope;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.pipelines.SourceColumns;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;
import org.fhirriver.mapping.engine.PipelineCompiler;
import org.fhirriver.mapping.pipeline.OtherMapping;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compiles every pipeline against FHIR R4 before a record flows. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compile every pipeline against FHIR R4 and tell all that is wrong, as file:line:column: message.",
            "With --source, ask the databases for the columns that their tables and queries really have."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:nothing is wrong",
            " 1:something is, or a database does not answer",
            " 2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  river check",
            "  river check pipelines/mimic/admissions.yaml --source",
        })
final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATH",
            description = "tell of this file or folder only (default: all pipelines)")
    private Optional<Path> path = Optional.empty();

    @Option(names = "--source", description = "against the columns of the databases")
    private boolean source;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was found. */
    private record Findings(Workspace workspace, List<Problem> problems, Map<String, String> away) {}

    @Override
    public Integer call() throws IOException {
        PipelineScope scope = PipelineScope.of(surroundings.pipelines(), path);
        if (!Files.isDirectory(scope.folder())
                || path.filter(given -> !Files.exists(given)).isPresent()) {
            throw new StartProblem(
                    ExitCode.NOT_ALL_LOADED,
                    "There is no " + surroundings.shown(path.orElse(scope.folder())) + " to check.");
        }
        Findings findings = source ? withSources(scope) : withoutSources(scope);
        Stream<Problem> asked = findings.problems().stream().filter(problem -> scope.includes(Path.of(problem.file())));
        List<Problem> problems = Stream.concat(asked, otherMappings(findings.workspace(), scope).stream())
                .sorted()
                .distinct()
                .toList();
        problems.forEach(this::show);
        Map<String, String> away = new TreeMap<>(findings.away());
        away.keySet().retainAll(systems(findings.workspace(), scope));
        away.forEach((system, why) -> surroundings.screen().line(look().warning(why + SourceHint.of(system))));
        long checked = findings.workspace().pipelines().values().stream()
                .filter(pipeline -> scope.includes(pipeline.file()))
                .count();
        summarize(checked, problems.size(), away);
        boolean fine = problems.isEmpty() && away.isEmpty();
        return (fine ? ExitCode.OK : ExitCode.NOT_ALL_LOADED).status();
    }

    private static Set<String> systems(Workspace workspace, PipelineScope scope) {
        return workspace.pipelines().values().stream()
                .filter(pipeline -> scope.includes(pipeline.file()))
                .map(pipeline -> pipeline.extraction().source())
                .collect(Collectors.toSet());
    }

    private Findings withoutSources(PipelineScope scope) {
        Workspace workspace = Workspace.read(scope.folder(), surroundings.environment());
        return new Findings(workspace, new PipelineCompiler(workspace, surroundings.environment()).check(), Map.of());
    }

    private Findings withSources(PipelineScope scope) throws IOException {
        Map<String, String> environment = surroundings.withDatabases();
        try (Pipelines pipelines = new Pipelines(scope.folder(), environment, Clock.systemUTC())) {
            surroundings.screen().live(List.of("  asking the databases ..."));
            Workspace workspace = pipelines.folder().workspace();
            SourceColumns columns = new SourceColumns(pipelines);
            List<Problem> problems = new ArrayList<>(new PipelineCompiler(workspace, environment, columns).check());
            problems.addAll(columns.refused());
            surroundings.screen().live(List.of());
            return new Findings(workspace, problems, columns.away());
        }
    }

    /** What is wrong with hooks and StructureMaps, which are compiled as the transformer does it. */
    private List<Problem> otherMappings(Workspace workspace, PipelineScope scope) {
        Problems problems = new Problems();
        PipelineFolder folder = PipelineFolder.of(workspace, surroundings.environment(), UnaryOperator.identity());
        for (Pipeline pipeline : workspace.pipelines().values()) {
            boolean compiled = pipeline.hook() != null || pipeline.other() instanceof OtherMapping.StructureMap;
            if (compiled && scope.includes(pipeline.file())) {
                surroundings.screen().live(List.of("  compiling what " + pipeline.name() + " names ..."));
                folder.mapper(pipeline, problems).ifPresent(RecordMapper::close);
            }
        }
        surroundings.screen().live(List.of());
        return problems.all();
    }

    private void show(Problem problem) {
        surroundings.screen().line(PipelineFolder.shown(problem, file -> surroundings.shown(Path.of(file))));
    }

    private void summarize(long checked, int problems, Map<String, String> away) {
        String pipelines = checked == 1 ? "1 pipeline" : checked + " pipelines";
        String summary = problems == 0
                ? pipelines + ", nothing wrong" + (away.isEmpty() ? "." : " as far as could be told.")
                : "%s could be read; %s.".formatted(pipelines, problems == 1 ? "1 problem" : problems + " problems");
        surroundings.screen().line(problems == 0 && away.isEmpty() ? look().good(summary) : look().strong(summary));
    }

    private Look look() {
        return surroundings.screen().look();
    }
}
