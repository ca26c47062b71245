package org.fhirriver.mapping.typed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.fhirriver.fhirpath.check.StrictCheck;
import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.fhirpath.syntax.Operator;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.Temporal;
import org.fhirriver.mapping.fpml.Constancy;
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

    /** The functions whose result is one of their operands. */
    private static final Set<String> CHOICES = Set.of("iif", "first", "last");

    /** For each type of FHIRPath, a value that fits wherever one of that type may. */
    private static final Map<String, Object> SAMPLES = Map.of(
            "Boolean",
            true,
            "Integer",
            1,
            "Decimal",
            new BigDecimal("1.0"),
            "String",
            "text",
            "Date",
            Temporal.date("2020-01-31").orElseThrow(),
            "DateTime",
            Temporal.dateTime("2020-01-31T12:00:00Z").orElseThrow(),
            "Time",
            Temporal.time("12:00:00").orElseThrow(),
            "Quantity",
            Quantity.of(BigDecimal.ONE, "mg"));

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

    /** Looks at a text such as {@code Patient/{{ id('patients', id) }}}: its beginning, and what follows that. */
    void check(Text text, List<TemplateExpression> holes) {
        if (text.parts().get(0).hole().isEmpty()) {
            String beginning = text.parts().get(0).literal();
            beginning(beginning, text::position);
            holes.stream()
                    .limit(1)
                    .forEach(hole -> hole.code().ifPresent(code -> idAfter(beginning, code.ast(), hole.text())));
        }
    }

    private void result(Ast ast, ExpressionText text) {
        if (ast instanceof Ast.Literal literal) {
            literal(literal, text);
        } else if (ast instanceof Ast.Call call && isChoice(call)) {
            choice(call, text);
        } else if (ast instanceof Ast.Binary binary && binary.operator() == Operator.UNION) {
            result(binary.left(), text);
            result(binary.right(), text);
        } else {
            if (ast instanceof Ast.Binary binary && isJoin(binary)) {
                joined(binary, text);
            }
            Ast reference = ast instanceof Ast.Member member && target.refersTo() != null ? member.input() : ast;
            if (reference instanceof Ast.Call call && call.name().equals(REFERENCE)) {
                reference(call, text);
            }
            new KnownValues(target, compilation).check(ast, text);
            StrictCheck.resultType(ast).flatMap(this::sample).ifPresent(value -> written(value, at(ast, text)));
        }
    }

    private void literal(Ast.Literal literal, ExpressionText text) {
        Object value = literal.value();
        if (value != null) {
            written(value, at(literal, text));
        }
        if (value instanceof String whole) {
            reference(whole, at(literal, text));
        }
    }

    private static boolean isChoice(Ast.Call call) {
        return CHOICES.contains(call.name());
    }

    private void choice(Ast.Call call, ExpressionText text) {
        if (!call.name().equals("iif")) {
            result(call.input(), text);
            return;
        }
        List<Ast> arguments = call.arguments();
        if (!arguments.isEmpty() && Constancy.isConstant(arguments.get(0))) {
            compilation.problem(
                    text.position(call.position().offset()),
                    "The condition of iif() is the same for every record, so one of the results is never reached");
        }
        arguments.stream().skip(1).forEach(argument -> result(argument, text));
    }

    private void reference(Ast.Call call, ExpressionText text) {
        TypeUse use = target.refersTo() == null ? target.use() : target.refersTo();
        if (use.code().equals("Reference")) {
            pipeline(call)
                    .ifPresent(pipeline -> compilation
                            .referenceTypes()
                            .of(String.valueOf(pipeline.value()))
                            .ifPresent(type -> note(() -> References.checkType(type, use), at(pipeline, text))));
        }
    }

    /** The name of the pipeline that reference() or id() is called with. */
    private static Optional<Ast.Literal> pipeline(Ast.Call call) {
        return call.arguments().stream()
                .limit(1)
                .filter(argument -> argument instanceof Ast.Literal literal && literal.value() instanceof String)
                .map(Ast.Literal.class::cast)
                .findFirst();
    }

    /** Looks at an id that is joined to a type: it must be the id of such a resource. */
    private void idAfter(String beginning, Ast ast, ExpressionText text) {
        if (target.refersTo() != null
                && beginning.endsWith("/")
                && ast instanceof Ast.Call call
                && call.name().equals("id")) {
            pipeline(call)
                    .ifPresent(pipeline -> compilation
                            .referenceTypes()
                            .of(String.valueOf(pipeline.value()))
                            .filter(type -> !beginning.endsWith(type + "/"))
                            .ifPresent(type -> compilation.problem(
                                    at(pipeline, text).get(),
                                    target.path() + ": the id of a " + type + " stands after '" + beginning + "'")));
        }
    }

    /** A value of a type, where one shows whether the element takes any. */
    private Optional<Object> sample(String type) {
        boolean primitive = target.type().isPrimitive();
        if (target.type().name().equals("code") || (primitive && type.equals("String"))) {
            return Optional.empty();
        }
        return Optional.ofNullable(SAMPLES.get(type));
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
            if (binary.left() == literal) {
                idAfter(beginning, binary.right(), text);
            }
        }
    }

    private void beginning(String beginning, Supplier<Position> position) {
        TypeUse refersTo = target.refersTo();
        if (refersTo != null) {
            note(() -> References.check(beginning + "id", refersTo), position);
            reference(beginning + "id", position);
        }
    }

    /** Looks at the text of a reference for a type that does not exist; one that is not allowed is not written. */
    void reference(String reference, Supplier<Position> position) {
        if (target.refersTo() != null) {
            note(() -> References.checkKnown(reference), position);
        }
    }

    private void written(Object value, Supplier<Position> position) {
        note(() -> target.writer().write(value, new JsonBuffer()), position);
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
