package org.fhirriver.mapping.columns;

import java.util.Set;
import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Operator;
import org.fhirriver.fhirpath.syntax.Parser;
import org.fhirriver.mapping.columns.Scope.Kind;
import org.fhirriver.mapping.columns.Scope.Shape;
import org.fhirriver.mapping.fpml.ExpressionText;
import org.fhirriver.mapping.source.Position;

/** Follows rows of children through an expression. */
final class ExpressionUses implements Ast.Visitor<Shape> {

    /** Functions whose result has the items of their input. */
    private static final Set<String> SAME_ITEMS = Set.of(
            "where", "first", "last", "tail", "skip", "take", "single", "distinct", "exclude", "intersect", "sort");
    /** Functions whose arguments are evaluated for each item of their input. */
    private static final Set<String> FOR_EACH = Set.of("where", "all", "exists", "select", "sort");
    /** Functions of whose arguments nothing is known here. */
    private static final Set<String> OTHERWISE = Set.of("repeat", "aggregate", "iif", "trace", "defineVariable");

    private final PathCheck check;
    private final ExpressionText text;
    private final Scope scope;
    private final Shape self;

    ExpressionUses(PathCheck check, ExpressionText text, Scope scope) {
        this(check, text, scope, scope.context());
    }

    private ExpressionUses(PathCheck check, ExpressionText text, Scope scope, Shape self) {
        this.check = check;
        this.text = text;
        this.scope = scope;
        this.self = self;
    }

    /** What the result is; what is wrong with the expression itself is told when it is compiled. */
    Shape shape() {
        try {
            return Parser.parse(text.text()).accept(this);
        } catch (InvalidExpression e) {
            return Shape.UNKNOWN;
        }
    }

    @Override
    public Shape literal(Ast.Literal literal) {
        return Shape.UNKNOWN;
    }

    @Override
    public Shape special(Ast.Special special) {
        return switch (special.kind()) {
            case THIS, HERE -> self;
            case INDEX, TOTAL -> Shape.UNKNOWN;
        };
    }

    @Override
    public Shape variable(Ast.Variable variable) {
        return scope.variable(variable.name());
    }

    @Override
    public Shape member(Ast.Member member) {
        Shape input = member.input().accept(this);
        Position position = text.position(member.position().offset());
        if (input.kind() == Kind.ROW) {
            check.use(input.child(), member.name(), position);
        }
        if (member.input() instanceof Ast.Member column
                && column.input().accept(this).kind() == Kind.RECORD) {
            check.useOfColumn(column.name(), member.name(), position);
        }
        return input.kind() == Kind.RECORD && check.isChild(member.name()) ? Shape.rowOf(member.name()) : Shape.UNKNOWN;
    }

    @Override
    public Shape call(Ast.Call call) {
        Shape input = call.input().accept(this);
        ExpressionUses arguments = FOR_EACH.contains(call.name()) ? within(input) : this;
        Shape last = Shape.UNKNOWN;
        if (!OTHERWISE.contains(call.name())) {
            for (Ast argument : call.arguments()) {
                last = argument.accept(arguments);
            }
        }
        if (call.name().equals("select")) {
            return last;
        }
        return SAME_ITEMS.contains(call.name()) ? input : Shape.UNKNOWN;
    }

    @Override
    public Shape indexed(Ast.Indexed indexed) {
        indexed.index().accept(this);
        return indexed.input().accept(this);
    }

    @Override
    public Shape sign(Ast.Sign sign) {
        sign.operand().accept(this);
        return Shape.UNKNOWN;
    }

    @Override
    public Shape binary(Ast.Binary binary) {
        Shape left = binary.left().accept(this);
        Shape right = binary.right().accept(this);
        return binary.operator() == Operator.UNION && left.equals(right) ? left : Shape.UNKNOWN;
    }

    @Override
    public Shape typeTest(Ast.TypeTest test) {
        test.operand().accept(this);
        return Shape.UNKNOWN;
    }

    private ExpressionUses within(Shape item) {
        return new ExpressionUses(check, text, scope, item);
    }
}
