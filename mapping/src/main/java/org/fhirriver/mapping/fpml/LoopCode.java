package org.fhirriver.mapping.fpml;

import java.util.List;
import java.util.Optional;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.mapping.fpml.Template.Loop;
import org.fhirriver.mapping.source.Problems;
import org.jspecify.annotations.Nullable;

/** The head of a loop, compiled. */
public final class LoopCode {

    private static final int NONE = -1;

    private final TemplateExpression expression;
    private final Variables variables;
    private final ExpressionCompiler inner;
    private final int item;
    private final int index;
    private final int context;

    private LoopCode(
            TemplateExpression expression,
            Variables variables,
            ExpressionCompiler inner,
            int item,
            int index,
            int context) {
        this.expression = expression;
        this.variables = variables;
        this.inner = inner;
        this.item = item;
        this.index = index;
        this.context = context;
    }

    /** Compiles the head of a loop. */
    public static LoopCode compile(Loop loop, Variables variables, ExpressionCompiler expressions, Problems problems) {
        TemplateExpression expression = expressions.compile(loop.expression(), variables, problems);
        Variables known = variables;
        // Where items become what bare paths start from, %context stays what it was.
        boolean refocuses = loop.item().isEmpty();
        boolean keepContext = refocuses && known.slot("context").isEmpty();
        known = keepContext ? known.with("context") : known;
        known = with(known, loop.item());
        known = with(known, loop.index());
        return new LoopCode(
                expression,
                known,
                refocuses ? expressions.within() : expressions,
                slot(known, loop.item()),
                slot(known, loop.index()),
                keepContext ? ProducerCompiler.slot(known, "context") : NONE);
    }

    private static Variables with(Variables variables, Optional<String> name) {
        return name.map(variables::with).orElse(variables);
    }

    private static int slot(Variables variables, Optional<String> name) {
        return name.map(known -> ProducerCompiler.slot(variables, known)).orElse(NONE);
    }

    /** What is looped over. */
    public TemplateExpression expression() {
        return expression;
    }

    /** The variables that the body sees. */
    public Variables variables() {
        return variables;
    }

    /** Compiles the expressions of the body. */
    public ExpressionCompiler inner() {
        return inner;
    }

    /**
     * Runs the body once for each item.
     *
     * @throws TemplateException when the expression cannot be evaluated
     */
    public void forEach(Evaluation evaluation, Runnable body) {
        Object result = expression.evaluate(evaluation);
        if (result == null) {
            return;
        }
        Object input = evaluation.input();
        if (context != NONE) {
            evaluation.assign(context, input);
        }
        List<Object> items = Items.list(result);
        take(evaluation, items.size());
        for (int i = 0; i < items.size(); i++) {
            bind(evaluation, items.get(i), i);
            body.run();
        }
        if (item == NONE) {
            evaluation.input(input);
        }
    }

    private void take(Evaluation evaluation, int steps) {
        try {
            evaluation.steps().take(steps);
        } catch (ValueProblem e) {
            throw expression.problem(e);
        }
    }

    private void bind(Evaluation evaluation, @Nullable Object of, int place) {
        if (item == NONE) {
            evaluation.input(of);
        } else {
            evaluation.assign(item, of);
        }
        if (index != NONE) {
            evaluation.assign(index, place);
        }
    }
}
