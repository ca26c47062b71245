package org.fhirriver.mapping.fpml;

import java.util.ArrayList;
import java.util.List;
import org.fhirriver.fhirpath.Expression;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.fhirpath.eval.Usage;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** Compiles the expressions of templates and notes which columns of the record they read; for one thread. */
public final class ExpressionCompiler {

    private final FhirPath fhirPath;
    private final List<Column> columns;

    private ExpressionCompiler(FhirPath fhirPath, List<Column> columns) {
        this.fhirPath = fhirPath;
        this.columns = columns;
    }

    public ExpressionCompiler(FhirPath fhirPath) {
        this(fhirPath, new ArrayList<>());
    }

    /**
     * A column that an expression reads.
     *
     * @param offset where in the expression its name stands
     */
    public record Column(String name, ExpressionText text, int offset) {

        /** Where its name stands in the file. */
        public Position position() {
            return text.position(offset);
        }
    }

    /** The columns of the record that the expressions compiled so far read. */
    public List<Column> columns() {
        return List.copyOf(columns);
    }

    /** A compiler for expressions whose bare paths do not start from the record. */
    ExpressionCompiler within() {
        return new ExpressionCompiler(fhirPath, new ArrayList<>());
    }

    /** Compiles an expression; one that has a problem has no code. */
    public TemplateExpression compile(ExpressionText text, Variables variables, Problems problems) {
        try {
            Expression expression = fhirPath.compile(text.text(), variables);
            for (Usage unknown : expression.undeclaredVariables()) {
                problems.add(
                        text.position(unknown.position().offset()),
                        "There is no variable %" + unknown.name() + DidYouMean.hint(unknown.name(), variables.names()));
            }
            for (Usage column : expression.columns()) {
                columns.add(new Column(column.name(), text, column.position().offset()));
            }
            return new TemplateExpression(text, expression);
        } catch (InvalidExpression e) {
            problems.add(text.position(e.position().offset()), e.problem());
            return new TemplateExpression(text, null);
        }
    }
}
