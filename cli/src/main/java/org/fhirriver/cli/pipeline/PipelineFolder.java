package org.fhirriver.cli.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.pipeline.PipelineMappers;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problem;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** The pipelines of a folder, as they are when a command begins. */
public final class PipelineFolder {

    private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(30);

    private final Workspace workspace;
    private final UnaryOperator<String> shown;
    private final PipelineMappers mappers;

    private PipelineFolder(Workspace workspace, Map<String, String> environment, UnaryOperator<String> shown) {
        this.workspace = workspace;
        this.shown = shown;
        this.mappers = new PipelineMappers(workspace, environment, HOOK_TIMEOUT, (name, outcome, time) -> {});
    }

    /**
     * Reads a folder.
     *
     * @param shown how a file's path is written for a person
     */
    public static PipelineFolder read(Path folder, Map<String, String> environment, UnaryOperator<String> shown) {
        if (!Files.isDirectory(folder)) {
            throw new StartProblem(
                    ExitCode.NOT_ALL_LOADED, "There is no folder " + shown.apply(folder.toString()) + ".");
        }
        return of(Workspace.read(folder, environment), environment, shown);
    }

    /** A folder that is read already. */
    public static PipelineFolder of(Workspace workspace, Map<String, String> environment, UnaryOperator<String> shown) {
        return new PipelineFolder(workspace, environment, shown);
    }

    /** All that was read. */
    public Workspace workspace() {
        return workspace;
    }

    /** The pipeline of a name, or of a file's path. */
    public Pipeline pipeline(String name) {
        Optional<Pipeline> found = workspace.pipeline(name).or(() -> inFile(name));
        return found.orElseThrow(() -> notFound(name));
    }

    /** What maps the records of a pipeline, as the transformer does it. */
    public RecordMapper mapper(Pipeline pipeline) {
        Problems problems = new Problems();
        return mapper(pipeline, problems)
                .orElseThrow(() -> new StartProblem(
                        ExitCode.NOT_ALL_LOADED,
                        "The pipeline %s cannot map yet:%n%s".formatted(pipeline.name(), listed(problems.all()))));
    }

    /** The same; empty when there are problems, all of which are noted. */
    public Optional<RecordMapper> mapper(Pipeline pipeline, Problems problems) {
        return mappers.of(pipeline, problems);
    }

    /** A problem as an editor and a terminal make it clickable from here. */
    public static String shown(Problem problem, UnaryOperator<String> shown) {
        return new Problem(shown.apply(problem.file()), problem.line(), problem.column(), problem.message()).toString();
    }

    private Optional<Pipeline> inFile(String name) {
        return workspace.pipelines().values().stream()
                .filter(pipeline -> whole(pipeline.file()).equals(whole(Path.of(name))))
                .findFirst();
    }

    private StartProblem notFound(String name) {
        List<Problem> broken = workspace.problems().stream()
                .filter(problem -> workspace
                        .definition(name)
                        .map(pipeline -> Path.of(problem.file()).equals(pipeline.file()))
                        .orElse(whole(Path.of(problem.file())).equals(whole(Path.of(name)))))
                .toList();
        if (!broken.isEmpty()) {
            return new StartProblem(
                    ExitCode.NOT_ALL_LOADED, "The pipeline %s has problems:%n%s".formatted(name, listed(broken)));
        }
        List<String> names = new ArrayList<>(workspace.pipelines().keySet());
        String known = names.isEmpty() ? "There are none." : "There are " + String.join(", ", names) + ".";
        return new StartProblem(
                ExitCode.NOT_ALL_LOADED,
                "There is no pipeline '%s'%s"
                        .formatted(
                                name,
                                DidYouMean.nearest(name, names)
                                        .map(meant -> "; did you mean '" + meant + "'?")
                                        .orElse(". " + known)));
    }

    private String listed(List<Problem> problems) {
        return problems.stream()
                .map(problem -> shown(problem, shown))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
