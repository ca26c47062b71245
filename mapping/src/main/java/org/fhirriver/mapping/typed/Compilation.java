package org.fhirriver.mapping.typed;

import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.ExpressionCompiler;
import org.fhirriver.mapping.fpml.ExpressionText;
import org.fhirriver.mapping.fpml.Template;
import org.fhirriver.mapping.fpml.TemplateException;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.fpml.TemplateValue;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.ValueWriters;
import org.fhirriver.r4.Definitions;

/** What all compilers of one template share. */
record Compilation(
        ValueWriters writers, ExpressionCompiler expressions, ReferenceTypes referenceTypes, Problems problems) {

    Definitions r4() {
        return Definitions.r4();
    }

    void problem(Position position, String message) {
        problems.add(position, message);
    }

    /** Compiles an expression; one with a problem is never evaluated. */
    TemplateExpression expression(ExpressionText text, Variables variables) {
        return expressions.compile(text, variables, problems);
    }

    /** Compiles a condition and rejects one that is always the same. */
    TemplateExpression condition(Template.Branch branch, Variables variables) {
        TemplateExpression condition = expression(branch.condition(), variables);
        if (condition.isConstant()) {
            problem(branch.condition().position(), constant(branch, condition));
        }
        return condition;
    }

    private static String constant(Template.Branch branch, TemplateExpression condition) {
        try {
            if (!condition.holds(Evaluation.of(null))) {
                return "The condition never holds, so this is never reached";
            }
            return branch.otherwise().isPresent()
                    ? "The condition always holds, so the '{% else %}' is never reached"
                    : "The condition always holds: leave the '{% if %}' away";
        } catch (TemplateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** For templates in which bare paths do not start from the record. */
    Compilation with(ExpressionCompiler inner) {
        return new Compilation(writers, inner, referenceTypes, problems);
    }

    TemplateValue value(Template template, Variables variables) {
        return TemplateValue.compile(template, variables, expressions, problems);
    }

    /** The same template where its problems are known already. */
    TemplateValue valueOfChecked(Template template, Variables variables) {
        return TemplateValue.compile(template, variables, expressions, new Problems());
    }

    /** What a node writes that writes the same in each run; nothing when it writes nothing. */
    static Node fix(Node node) {
        JsonBuffer buffer = new JsonBuffer();
        return node.write(new Run(buffer, Evaluation.of(null), ""))
                ? new Nodes.Fixed(buffer.toBytes())
                : Nodes.Nothing.INSTANCE;
    }
}
