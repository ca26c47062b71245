package org.fhirriver.mapping.fpml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.fhirpath.Expression;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** A compiled expression of a template. */
public final class TemplateExpression {

    private final ExpressionText text;
    private final @Nullable Expression code;
    private final @Nullable String column;

    TemplateExpression(ExpressionText text, @Nullable Expression code) {
        this.text = text;
        this.code = code;
        this.column = code == null ? null : code.column().orElse(null);
    }

    /** Where it stands. */
    public ExpressionText text() {
        return text;
    }

    /** The expression itself; empty when there is a problem with it. */
    public Optional<Expression> code() {
        return Optional.ofNullable(code);
    }

    /**
     * The result: null when it is empty, the item when there is one, a {@link List} of items when there are several.
     *
     * @throws TemplateException when the expression cannot be evaluated
     */
    public @Nullable Object evaluate(Evaluation evaluation) {
        try {
            if (column != null && evaluation.input() instanceof Map<?, ?> record) {
                Object value = record.get(column);
                return value instanceof String ? value : Items.of(value);
            }
            return code == null ? null : code.evaluate(evaluation);
        } catch (EvaluationFailed e) {
            throw new TemplateException(text.position(e.position().offset()), e.problem());
        } catch (ValueProblem e) {
            throw problem(e);
        }
    }

    /** The same problem with the place of the expression. */
    TemplateException problem(ValueProblem problem) {
        return new TemplateException(text.position(), String.valueOf(problem.getMessage()));
    }

    /**
     * Whether a condition holds, as in {@code iif()}: nothing does not, a single item that is no boolean does.
     *
     * @throws TemplateException when the expression cannot be evaluated or has several items
     */
    public boolean holds(Evaluation evaluation) {
        Object result = evaluate(evaluation);
        if (result == null) {
            return false;
        }
        if (result instanceof List) {
            throw new TemplateException(text.position(), "A condition has one value, not several");
        }
        return !(Items.value(result) instanceof Boolean truth) || truth;
    }

    /** Whether the result is the same for every record. */
    public boolean isConstant() {
        return code != null
                && code.columns().isEmpty()
                && code.variables().isEmpty()
                && code.functions().isEmpty()
                && Constancy.isConstant(code.ast());
    }
}
