package org.fhirriver.fhirpath;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.fhirpath.compile.Compiler;
import org.fhirriver.fhirpath.compile.Functions;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.fhirpath.functions.StandardFunctions;
import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Parser;

/** Compiles expressions; knows the functions that they may call. */
public final class FhirPath {

    private static final FhirPath STANDARD = new FhirPath(StandardFunctions.all());

    private final Functions functions;

    private FhirPath(Functions functions) {
        this.functions = functions;
    }

    /** With FHIRPath's own functions. */
    public static FhirPath standard() {
        return STANDARD;
    }

    /** With more functions. */
    public FhirPath with(Collection<? extends CustomFunction> more) {
        Map<String, CustomFunction> byName = new HashMap<>();
        for (CustomFunction function : more) {
            if (byName.put(function.name(), function) != null) {
                throw new IllegalArgumentException("Two functions are called " + function.name());
            }
        }
        return new FhirPath(functions.with(byName.values()));
    }

    /** With more functions. */
    public FhirPath with(CustomFunction... more) {
        return with(List.of(more));
    }

    /** The names of all functions. */
    public Collection<String> functionNames() {
        return functions.names();
    }

    /**
     * Compiles an expression without variables.
     *
     * @throws InvalidExpression when it is wrong
     */
    public Expression compile(String text) {
        return compile(text, Variables.none());
    }

    /**
     * Compiles an expression with variables.
     *
     * @throws InvalidExpression when it is wrong
     */
    public Expression compile(String text, Variables variables) {
        Ast ast = Parser.parse(text);
        Compiler.Result result = Compiler.compile(ast, functions, variables);
        return new Expression(
                text,
                ast,
                result.code(),
                new Expression.Usages(result.columns(), result.variables(), result.undeclared(), result.functions()));
    }
}
