package org.fhirriver.fhirpath.compile;

import org.fhirriver.fhirpath.syntax.Operator;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Quantities;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.Temporal;
import org.fhirriver.fhirpath.value.TemporalArithmetic;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** The operators that calculate. */
final class Arithmetic {

    private Arithmetic() {}

    static @Nullable Object apply(Operator operator, Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return numbers(operator, a, b);
        }
        if (left instanceof String a && right instanceof String b && operator == Operator.ADD) {
            return Operations.joined(a, b);
        }
        boolean sum = operator == Operator.ADD || operator == Operator.SUBTRACT;
        Temporal date = sum && !(left instanceof Quantity) ? temporal(left, right) : null;
        Quantity b = left instanceof String ? null : Quantities.of(right);
        if (date != null && right instanceof Quantity quantity) {
            return TemporalArithmetic.add(date, quantity, operator == Operator.ADD ? 1 : -1);
        }
        Quantity a = Quantities.of(left);
        if (a != null && b != null && operator != Operator.DIV && operator != Operator.MOD) {
            return quantities(operator, a, b);
        }
        throw new ValueProblem("'" + operator + "' is not defined for " + Conversions.typeName(left) + " and "
                + Conversions.typeName(right));
    }

    /** A date, or a text that is one and that time is added to. */
    private static @Nullable Temporal temporal(Object left, Object right) {
        if (left instanceof Temporal temporal) {
            return temporal;
        }
        if (!(left instanceof String text) || !(right instanceof Quantity)) {
            return null;
        }
        Temporal date = Conversions.toDate(text);
        if (date != null) {
            return date;
        }
        Temporal dateTime = Conversions.toDateTime(text);
        return dateTime != null ? dateTime : Conversions.toTime(text);
    }

    private static @Nullable Object numbers(Operator operator, Number left, Number right) {
        return switch (operator) {
            case ADD -> Numbers.add(left, right);
            case SUBTRACT -> Numbers.subtract(left, right);
            case MULTIPLY -> Numbers.multiply(left, right);
            case DIVIDE -> Numbers.divide(left, right);
            case DIV -> Numbers.div(left, right);
            case MOD -> Numbers.mod(left, right);
            default -> throw new IllegalStateException(operator + " does not calculate");
        };
    }

    private static @Nullable Object quantities(Operator operator, Quantity left, Quantity right) {
        return switch (operator) {
            case ADD -> Quantities.add(left, right, 1);
            case SUBTRACT -> Quantities.add(left, right, -1);
            case MULTIPLY -> Quantities.multiply(left, right);
            case DIVIDE -> Quantities.divide(left, right);
            default -> throw new IllegalStateException(operator + " does not calculate with quantities");
        };
    }
}
