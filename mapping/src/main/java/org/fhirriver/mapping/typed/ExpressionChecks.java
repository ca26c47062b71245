package org.fhirriver.mapping.typed;

import java.util.List;
import java.util.function.Supplier;
import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.fhirpath.syntax.Operator;
import org.fhirriver.mapping.fpml.ExpressionText;
import org.fhirriver.mapping.fpml.Template.Text;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.References;
import org.fhirriver.mapping.value.Unfit;
import org.fhirriver.r4.TypeUse;

/** Finds what an expression can be seen to give, without a record, and its element does not take. */
final class ExpressionChecks {

    private static final String REFERENCE = "reference";

    private final Target target;
    private final Compilation compilation;

    ExpressionChecks(Target target, Compilation compilation) {
        this.target = target;
        this.compilation = compilation;
    }

    /** Looks at all that an expression may give. */
    void check(TemplateExpression expression) {
        expression.code().ifPresent(code -> result(code.ast(), expression.text()));
    }

    /** Looks at the beginning of a text such as {@code Patient/{{ id }}}. */
    void check(Text text) {
        if (text.parts().get(0).hole().isEmpty()) {
            beginning(text.parts().get(0).literal(), text::position);
        }
    }

    private void result(Ast ast, ExpressionText text) {
        if (ast instanceof Ast.Literal literal && literal.value() != null) {
            Object value = literal.value();
            note(() -> target.writer().write(value, new JsonBuffer()), at(literal, text));
            if (value instanceof String whole) {
                written(whole, at(literal, text));
            }
        } else if (ast instanceof Ast.Call call) {
            call(call, text);
        } else if (ast instanceof Ast.Binary binary && binary.operator() == Operator.UNION) {
            result(binary.left(), text);
            result(binary.right(), text);
        } else if (ast instanceof Ast.Binary binary && isJoin(binary)) {
            joined(binary, text);
        }
    }

    private void call(Ast.Call call, ExpressionText text) {
        List<Ast> arguments = call.arguments();
        if (call.name().equals("iif")) {
            arguments.stream().skip(1).forEach(argument -> result(argument, text));
        } else if (call.name().equals("first") || call.name().equals("last")) {
            result(call.input(), text);
        } else if (call.name().equals(REFERENCE)
                && target.use().code().equals("Reference")
                && !arguments.isEmpty()
                && arguments.get(0) instanceof Ast.Literal literal
                && literal.value() instanceof String pipeline) {
            compilation
                    .referenceTypes()
                    .of(pipeline)
                    .ifPresent(type -> note(() -> References.checkType(type, target.use()), at(literal, text)));
        }
    }

    private static boolean isJoin(Ast.Binary binary) {
        return binary.operator() == Operator.ADD || binary.operator() == Operator.CONCATENATE;
    }

    private void joined(Ast.Binary binary, ExpressionText text) {
        Ast left = binary;
        while (left instanceof Ast.Binary join && isJoin(join)) {
            left = join.left();
        }
        if (left instanceof Ast.Literal literal && literal.value() instanceof String beginning) {
            beginning(beginning, at(literal, text));
        }
    }

    private void beginning(String beginning, Supplier<Position> position) {
        TypeUse refersTo = target.refersTo();
        if (refersTo != null) {
            note(() -> References.check(beginning + "id", refersTo), position);
            written(beginning + "id", position);
        }
    }

    /** Looks at the text of a reference for a type that does not exist; one that is not allowed is not written. */
    void written(String reference, Supplier<Position> position) {
        if (target.refersTo() != null) {
            note(() -> References.checkKnown(reference), position);
        }
    }

    private static Supplier<Position> at(Ast ast, ExpressionText text) {
        return () -> text.position(ast.position().offset());
    }

    private void note(Runnable check, Supplier<Position> position) {
        try {
            check.run();
        } catch (Unfit e) {
            compilation.problem(position.get(), target.path() + ": " + e.reason());
        }
    }
}
