package org.fhirriver.mapping.fpml;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.Problems;
import org.jspecify.annotations.Nullable;

/** A template of the FHIRPath Mapping Language on its own, without types: a value and its context in, a value out. */
public final class Fpml {

    private final TemplateValue value;
    private final Variables variables;

    private Fpml(TemplateValue value, Variables variables) {
        this.value = value;
        this.variables = variables;
    }

    /**
     * Compiles a template; empty when it has problems.
     *
     * @param names the names of the context, which expressions see as {@code %name}
     */
    public static Optional<Fpml> compile(Located source, Set<String> names, FhirPath fhirPath, Problems problems) {
        int before = problems.size();
        Template template = TemplateParser.parse(source, problems);
        Variables variables = Variables.none().with("context");
        for (String name : names) {
            variables = variables.with(name);
        }
        TemplateValue value = TemplateValue.compile(template, variables, new ExpressionCompiler(fhirPath), problems);
        return problems.size() == before ? Optional.of(new Fpml(value, variables)) : Optional.empty();
    }

    /**
     * The template filled in; null when nothing is left of it.
     *
     * @param resource what bare paths start from; {@code %context} as well
     * @param context the variables; those that the template was not compiled for are not seen
     * @throws TemplateException when an expression cannot be evaluated or does not fit its place
     */
    public @Nullable Object apply(@Nullable Object resource, Map<String, ?> context) {
        Evaluation evaluation = Evaluation.of(resource);
        variables.slot("context").ifPresent(slot -> evaluation.set(slot, resource));
        context.forEach((name, of) -> variables.slot(name).ifPresent(slot -> evaluation.set(slot, of)));
        return value.in(evaluation);
    }
}
