package org.fhirriver.fhirpath.compile;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.syntax.Operator;
import org.fhirriver.fhirpath.value.Collections;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Equality;
import org.fhirriver.fhirpath.value.Equivalence;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Ordering;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.fhirpath.value.Wrapped;
import org.jspecify.annotations.Nullable;

/** The operators. */
final class Operations {

    static final int LONGEST_TEXT = 10_000_000;

    private Operations() {}

    static Code of(Operator operator, Code left, Code right) {
        return switch (operator) {
            case EQUAL -> (e, self) -> Equality.equal(left.run(e, self), right.run(e, self), e.steps());
            case NOT_EQUAL ->
                (e, self) -> {
                    Boolean equal = Equality.equal(left.run(e, self), right.run(e, self), e.steps());
                    return equal == null ? null : !equal;
                };
            case EQUIVALENT -> (e, self) -> Equivalence.equivalent(left.run(e, self), right.run(e, self), e.steps());
            case NOT_EQUIVALENT ->
                (e, self) -> !Equivalence.equivalent(left.run(e, self), right.run(e, self), e.steps());
            case LESS -> comparison(left, right, order -> order < 0);
            case LESS_OR_EQUAL -> comparison(left, right, order -> order <= 0);
            case GREATER -> comparison(left, right, order -> order > 0);
            case GREATER_OR_EQUAL -> comparison(left, right, order -> order >= 0);
            case AND -> Logic.and(left, right);
            case OR -> Logic.or(left, right);
            case XOR -> Logic.xor(left, right);
            case IMPLIES -> Logic.implies(left, right);
            case UNION -> (e, self) -> Collections.union(left.run(e, self), right.run(e, self), e.steps());
            case IN ->
                (e, self) -> {
                    Object item = Items.single(left.run(e, self), "What stands before 'in'");
                    return item == null ? null : Equality.contains(right.run(e, self), item, e.steps());
                };
            case CONTAINS ->
                (e, self) -> {
                    Object item = Items.single(right.run(e, self), "What stands after 'contains'");
                    return item == null ? null : Equality.contains(left.run(e, self), item, e.steps());
                };
            case CONCATENATE -> (e, self) -> concatenate(left.run(e, self), right.run(e, self));
            case ADD -> Arithmetic.ADD.code(left, right);
            case SUBTRACT -> Arithmetic.SUBTRACT.code(left, right);
            case MULTIPLY -> Arithmetic.MULTIPLY.code(left, right);
            case DIVIDE -> Arithmetic.DIVIDE.code(left, right);
            case DIV -> Arithmetic.DIV.code(left, right);
            case MOD -> Arithmetic.MOD.code(left, right);
            case IS, AS -> throw new IllegalStateException("Types are tested elsewhere");
        };
    }

    private static Code comparison(Code left, Code right, IntPredicate holds) {
        return (e, self) -> {
            Object a = Items.single(left.run(e, self), "What is compared");
            Object b = Items.single(right.run(e, self), "What is compared");
            if (a == null || b == null) {
                return null;
            }
            OptionalInt order = Ordering.compare(a, b);
            return order.isPresent() ? holds.test(order.getAsInt()) : null;
        };
    }

    static @Nullable Object sign(@Nullable Object operand, boolean minus) {
        Object value = Items.value(Items.single(operand, "What follows a sign"));
        if (value instanceof Number number) {
            return minus ? Numbers.negate(number) : number;
        }
        Quantity quantity =
                value instanceof Wrapped wrapped ? wrapped.quantity() : value instanceof Quantity q ? q : null;
        if (quantity != null) {
            return minus ? quantity.withValue(quantity.value().negate()) : quantity;
        }
        if (value == null) {
            return null;
        }
        throw new ValueProblem(
                "A sign stands before numbers and quantities, not before " + Conversions.typeName(value));
    }

    private static String concatenate(@Nullable Object left, @Nullable Object right) {
        return joined(text(left), text(right));
    }

    static String joined(String left, String right) {
        if (left.length() + (long) right.length() > LONGEST_TEXT) {
            throw new ValueProblem("The text has more than " + LONGEST_TEXT + " characters");
        }
        return left.concat(right);
    }

    private static String text(@Nullable Object operand) {
        Object value = Items.value(Items.single(operand, "What '&' joins"));
        if (value == null) {
            return "";
        }
        String text = Conversions.toText(value);
        if (text == null) {
            throw new ValueProblem("'&' joins texts, not " + Conversions.typeName(value));
        }
        return text;
    }
}
