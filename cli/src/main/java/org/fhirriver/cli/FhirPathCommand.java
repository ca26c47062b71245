package org.fhirriver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fhirriver.cli.json.ExpressionResult;
import org.fhirriver.cli.json.PlainJson;
import org.fhirriver.cli.pipeline.PipelineFolder;
import org.fhirriver.fhirpath.Expression;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.check.SemanticProblem;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.eval.Usage;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Position;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;
import org.fhirriver.mapping.functions.RiverFunctions;
import org.fhirriver.mapping.pipeline.SourceSystem;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Evaluates an expression. */
@Command(
        name = "fhirpath",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Evaluate a FHIRPath expression and print its result as a JSON array.",
            "A file with a resourceType is seen with R4's types, any other one is a plain record."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {" 0:there is a result, which may be empty", " 1:the expression or the file is wrong"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  river fhirpath 'name.given.first()' patient.json",
            "  river fhirpath --system mimic \"translate('gender', gender)\" record.json",
            "  river fhirpath '@2020-01-31 + 1 month'"
        })
final class FhirPathCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final Surroundings surroundings;
    private final PrintStream out;

    @Parameters(index = "0", paramLabel = "EXPRESSION", description = "the expression; quote it")
    private String expression = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "a resource or record as JSON; - is the standard input")
    private @Nullable Path file;

    @Option(
            names = "--system",
            paramLabel = "NAME",
            description = "with the functions of pipelines, the maps of this source system, and its own functions")
    private Optional<String> system = Optional.empty();

    FhirPathCommand(Surroundings surroundings, PrintStream out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        try {
            Expression compiled = functions().compile(expression);
            refuseUndeclared(compiled);
            Object input = input();
            warn(compiled, input);
            print(ExpressionResult.of(compiled.evaluate(Evaluation.of(input))));
            return ExitCode.OK.status();
        } catch (InvalidExpression e) {
            throw wrong(e.position(), e.problem());
        } catch (EvaluationFailed e) {
            throw wrong(e.position(), e.problem());
        }
    }

    private FhirPath functions() {
        if (system.isEmpty()) {
            return FhirPath.standard();
        }
        PipelineFolder folder = PipelineFolder.read(
                surroundings.pipelines(), surroundings.environment(), path -> surroundings.shown(Path.of(path)));
        Map<String, SourceSystem> systems = folder.workspace().systems();
        SourceSystem found = systems.get(system.get());
        if (found == null) {
            throw new StartProblem(
                    ExitCode.NOT_ALL_LOADED,
                    "There is no system '%s'%s"
                            .formatted(system.get(), DidYouMean.hint(system.get(), systems.keySet())));
        }
        return new RiverFunctions(folder.workspace(), surroundings.environment()).of(found);
    }

    private @Nullable Object input() throws IOException {
        Path path = file;
        if (path == null) {
            return null;
        }
        Problems problems = new Problems();
        String name = surroundings.shown(path);
        Optional<Located> read = path.toString().equals(STANDARD_INPUT)
                ? Documents.json("standard input", new String(System.in.readAllBytes(), UTF_8), problems)
                : Documents.text(path, problems).flatMap(text -> Documents.json(name, text, problems));
        return read.orElseThrow(() -> new StartProblem(ExitCode.NOT_ALL_LOADED, problems.toString()))
                .plain();
    }

    private static void refuseUndeclared(Expression compiled) {
        for (Usage unknown : compiled.undeclaredVariables()) {
            throw new InvalidExpression(unknown.position(), "There is no variable %" + unknown.name());
        }
    }

    /** What is empty because of a slip of the pen is no error of FHIRPath, so it is told beside the result. */
    private void warn(Expression compiled, @Nullable Object input) {
        if (input instanceof Map<?, ?> resource && resource.get("resourceType") instanceof String type) {
            for (SemanticProblem problem : compiled.problems(type)) {
                surroundings
                        .errors()
                        .line(surroundings.errors().look().warning(pointed(problem.position(), problem.message())));
            }
        }
    }

    private void print(List<Object> items) {
        boolean large = items.stream().anyMatch(item -> item instanceof Map || item instanceof List);
        String json = large ? String.join("\n", PlainJson.lines(items)) : PlainJson.compact(items);
        byte[] bytes = (json + "\n").getBytes(UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private StartProblem wrong(Position position, String problem) {
        return new StartProblem(ExitCode.NOT_ALL_LOADED, pointed(position, problem));
    }

    /** A problem, the line of the expression, and a mark beneath its place. */
    private String pointed(Position position, String problem) {
        List<String> lines = expression.lines().toList();
        String line = position.line() <= lines.size() ? lines.get(position.line() - 1) : "";
        return "%s: %s%n  %s%n  %s^".formatted(position, problem, line, " ".repeat(Math.max(0, position.column() - 1)));
    }
}
