package org.fhirriver.mapping.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.mapping.pipeline.Workspace;

/** A folder of pipelines whose functions are tried out. */
final class FunctionBench {

    static final String KEY = "a key that is long enough";

    private final Path folder;
    private Map<String, String> environment = Map.of(Pseudonym.KEY, KEY);

    FunctionBench(Path folder) {
        this.folder = folder;
        write("lab/source.yaml", "name: lab\ntimezone: Europe/Berlin\n");
    }

    FunctionBench write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FunctionBench environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /** The result as text; a list in brackets, nothing for an empty one. */
    String run(String expression, Map<String, ?> record) {
        Workspace workspace = Workspace.read(folder, environment);
        RiverFunctions functions = new RiverFunctions(workspace, environment);
        Object result = functions
                .of(workspace.systems().get("lab"))
                .compile(expression)
                .evaluate(Evaluation.of(record).at(Instant.parse("2024-03-01T12:00:00Z"), ZoneId.of("Europe/Berlin")));
        return result == null ? "" : result.toString();
    }

    String run(String expression) {
        return run(expression, Map.of());
    }

    /** What is wrong with an expression. */
    String mistake(String expression) {
        try {
            return "compiled: " + run(expression);
        } catch (InvalidExpression e) {
            return e.position() + ": " + e.problem();
        } catch (EvaluationFailed e) {
            return "at run time: " + e.problem();
        }
    }

    /** Why an expression has no result. */
    String failure(String expression, Map<String, ?> record) {
        try {
            return "gives: " + run(expression, record);
        } catch (EvaluationFailed e) {
            return e.problem();
        }
    }
}
