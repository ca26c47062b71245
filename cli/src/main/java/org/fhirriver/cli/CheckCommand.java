package org.fhirriver.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.mapping.engine.PipelineCompiler;
import org.fhirriver.mapping.pipeline.Workspace;
import org.fhirriver.mapping.source.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compiles every pipeline against FHIR R4 before a record flows. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Compile every pipeline against FHIR R4 and tell all that is wrong, as file:line:column: message.",
            "Exit status 1 if anything is."
        })
final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PATH",
            description = "tell of this file or folder only (default: all pipelines)")
    private @Nullable Path only;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = surroundings.pipelines();
        if (!Files.isDirectory(folder)) {
            surroundings.screen().line("There is no folder " + surroundings.shown(folder) + ".");
            return ExitCode.NOT_ALL_LOADED.status();
        }
        Optional<Path> wanted = Optional.ofNullable(only).map(CheckCommand::whole);
        if (wanted.isPresent() && !wanted.get().startsWith(whole(folder))) {
            surroundings
                    .screen()
                    .line("%s is not in the folder of pipelines, %s."
                            .formatted(surroundings.shown(wanted.get()), surroundings.shown(folder)));
            return ExitCode.NOT_ALL_LOADED.status();
        }
        Workspace workspace = Workspace.read(folder, surroundings.environment());
        List<Problem> problems = new PipelineCompiler(workspace, surroundings.environment())
                .check().stream()
                        .filter(problem -> wanted.isEmpty()
                                || whole(Path.of(problem.file())).startsWith(wanted.get()))
                        .sorted()
                        .distinct()
                        .toList();
        problems.forEach(problem -> surroundings.screen().line(shown(problem)));
        long checked = workspace.pipelines().values().stream()
                .filter(pipeline -> wanted.isEmpty() || whole(pipeline.file()).startsWith(wanted.get()))
                .count();
        surroundings
                .screen()
                .line(
                        problems.isEmpty()
                                ? "%d pipelines, nothing wrong.".formatted(checked)
                                : "%d pipelines could be read; %d problems.".formatted(checked, problems.size()));
        return problems.isEmpty() ? ExitCode.OK.status() : ExitCode.NOT_ALL_LOADED.status();
    }

    private String shown(Problem problem) {
        return new Problem(
                        surroundings.shown(Path.of(problem.file())),
                        problem.line(),
                        problem.column(),
                        problem.message())
                .toString();
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
