package org.fhirriver.fhirpath.compile;

import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Quantities;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.Temporal;
import org.fhirriver.fhirpath.value.TemporalArithmetic;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** The operators that calculate. */
final class Arithmetic {

    static final Arithmetic ADD = new Arithmetic("+", Numbers::add, (a, b) -> Quantities.add(a, b, 1));
    static final Arithmetic SUBTRACT = new Arithmetic("-", Numbers::subtract, (a, b) -> Quantities.add(a, b, -1));
    static final Arithmetic MULTIPLY = new Arithmetic("*", Numbers::multiply, Quantities::multiply);
    static final Arithmetic DIVIDE = new Arithmetic("/", Numbers::divide, Quantities::divide);
    static final Arithmetic DIV = new Arithmetic("div", Numbers::div, null);
    static final Arithmetic MOD = new Arithmetic("mod", Numbers::mod, null);

    private interface OfNumbers {
        @Nullable Number apply(Number left, Number right);
    }

    private interface OfQuantities {
        @Nullable Quantity apply(Quantity left, Quantity right);
    }

    private final String symbol;
    private final OfNumbers ofNumbers;
    private final @Nullable OfQuantities ofQuantities;

    private Arithmetic(String symbol, OfNumbers ofNumbers, @Nullable OfQuantities ofQuantities) {
        this.symbol = symbol;
        this.ofNumbers = ofNumbers;
        this.ofQuantities = ofQuantities;
    }

    Code code(Code left, Code right) {
        return (evaluation, self) -> {
            Object a = operand(left.run(evaluation, self));
            Object b = operand(right.run(evaluation, self));
            return a == null || b == null ? null : apply(a, b);
        };
    }

    private @Nullable Object operand(@Nullable Object collection) {
        if (collection instanceof Items several) {
            throw new ValueProblem("'" + symbol + "' takes single items, not " + several.size());
        }
        return Items.value(collection);
    }

    private @Nullable Object apply(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return ofNumbers.apply(a, b);
        }
        if (this == ADD && left instanceof String a && right instanceof String b) {
            return Operations.joined(a, b);
        }
        Quantity b = Quantities.of(right);
        if (b != null && (this == ADD || this == SUBTRACT) && !(right instanceof Number)) {
            Temporal date = temporal(left);
            if (date != null) {
                return TemporalArithmetic.add(date, b, this == ADD ? 1 : -1);
            }
        }
        Quantity a = Quantities.of(left);
        if (a != null && b != null && ofQuantities != null) {
            return ofQuantities.apply(a, b);
        }
        throw new ValueProblem("'" + symbol + "' is not defined for " + Conversions.typeName(left) + " and "
                + Conversions.typeName(right));
    }

    /** A date, or a text that is one. */
    private static @Nullable Temporal temporal(Object left) {
        if (left instanceof Temporal temporal) {
            return temporal;
        }
        if (!(left instanceof String text)) {
            return null;
        }
        Temporal date = Conversions.toDate(text);
        if (date != null) {
            return date;
        }
        Temporal dateTime = Conversions.toDateTime(text);
        return dateTime != null ? dateTime : Conversions.toTime(text);
    }
}
