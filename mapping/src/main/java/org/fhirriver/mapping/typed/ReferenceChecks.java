package org.fhirriver.mapping.typed;

import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.mapping.fpml.Template;
import org.fhirriver.mapping.fpml.Template.Text;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.value.References;
import org.fhirriver.mapping.value.Unfit;
import org.fhirriver.r4.TypeUse;

/** Finds references to types that their element does not allow, as far as the template tells. */
final class ReferenceChecks {

    private static final String FUNCTION = "reference";

    private final Target target;
    private final Compilation compilation;

    ReferenceChecks(Target target, Compilation compilation) {
        this.target = target;
        this.compilation = compilation;
    }

    /** Looks at the calls of {@code reference('pipeline', …)} in an expression that gives a Reference. */
    void check(TemplateExpression expression) {
        if (target.use().code().equals("Reference")) {
            expression.code().ifPresent(code -> check(code.ast(), expression));
        }
    }

    private void check(Ast ast, TemplateExpression expression) {
        if (ast instanceof Ast.Call call
                && call.name().equals(FUNCTION)
                && !call.arguments().isEmpty()
                && call.arguments().get(0) instanceof Ast.Literal literal
                && literal.value() instanceof String pipeline) {
            Position position = expression.text().position(literal.position().offset());
            compilation.referenceTypes().of(pipeline).ifPresent(type -> check(type, position));
        }
        ast.children().forEach(child -> check(child, expression));
    }

    private void check(String type, Position position) {
        try {
            References.checkType(type, target.use());
        } catch (Unfit e) {
            compilation.problem(position, target.path() + ": " + e.reason());
        }
    }

    /** Looks at a text such as {@code Patient/{{ id }}} that becomes a reference of the given use. */
    static void check(Template value, TypeUse use, String path, Compilation compilation) {
        if (value instanceof Text text && text.parts().get(0).hole().isEmpty()) {
            try {
                References.check(text.parts().get(0).literal() + "id", use);
            } catch (Unfit e) {
                compilation.problem(text.position(), path + ": " + e.reason());
            }
        }
    }
}
