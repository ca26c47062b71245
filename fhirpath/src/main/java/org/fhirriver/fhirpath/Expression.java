package org.fhirriver.fhirpath;

import java.util.List;
import java.util.Optional;
import org.fhirriver.fhirpath.check.SemanticProblem;
import org.fhirriver.fhirpath.check.StrictCheck;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.eval.EvaluationFailed;
import org.fhirriver.fhirpath.eval.Usage;
import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.fhirpath.syntax.Position;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** A compiled expression; any number of threads may use it. */
public final class Expression {

    private final String text;
    private final Ast ast;
    private final Code code;
    private final Usages usages;

    Expression(String text, Ast ast, Code code, Usages usages) {
        this.text = text;
        this.ast = ast;
        this.code = code;
        this.usages = usages;
    }

    /**
     * The result: null when it is empty, one value, or {@code Items}, which is a list.
     *
     * @throws EvaluationFailed when there is none for this input
     */
    public @Nullable Object evaluate(Evaluation evaluation) {
        int index = evaluation.index(-1);
        try {
            return code.run(evaluation, evaluation.input());
        } catch (ValueProblem e) {
            throw new EvaluationFailed(Position.START, e.problem());
        } finally {
            evaluation.index(index);
        }
    }

    /** What cannot be right when the input has an R4 type: names that nothing there has, functions that do not fit. */
    public List<SemanticProblem> problems(String rootType) {
        return StrictCheck.problems(ast, rootType);
    }

    /** The text that was compiled. */
    public String text() {
        return text;
    }

    /** The tree. */
    public Ast ast() {
        return ast;
    }

    /** The names that are read from the input itself: the columns, where the input is a record. */
    public List<Usage> columns() {
        return usages.columns();
    }

    /** The variables that it uses, FHIRPath's own and those that it defines itself excepted. */
    public List<Usage> variables() {
        return usages.variables();
    }

    /** The variables that it uses although nobody has declared them; evaluating one fails. */
    public List<Usage> undeclaredVariables() {
        return usages.undeclared();
    }

    /** The functions that it uses. */
    public List<Usage> functions() {
        return usages.functions();
    }

    /** The name of the one column whose value the expression is, if it is nothing more than that. */
    public Optional<String> column() {
        return ast instanceof Ast.Member member && member.isStart() ? Optional.of(member.name()) : Optional.empty();
    }

    /** The names that an expression uses, by what they mean. */
    record Usages(List<Usage> columns, List<Usage> variables, List<Usage> undeclared, List<Usage> functions) {
        Usages {
            columns = List.copyOf(columns);
            variables = List.copyOf(variables);
            undeclared = List.copyOf(undeclared);
            functions = List.copyOf(functions);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
