package org.fhirriver.fhirpath.value;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The order that {@code <}, {@code >} and sort() go by. */
public final class Ordering {

    private Ordering() {}

    /** Negative, zero or positive; empty when the values do not decide. Values of different types have no order. */
    public static OptionalInt compare(Object leftItem, Object rightItem) {
        Object left = Items.value(leftItem);
        Object right = Items.value(rightItem);
        if (left == null || right == null) {
            return OptionalInt.empty();
        }
        if (left instanceof String a && right instanceof String b) {
            return OptionalInt.of(a.compareTo(b));
        }
        if (left instanceof Number a && right instanceof Number b) {
            return OptionalInt.of(Numbers.compare(a, b));
        }
        if (left instanceof Temporal || right instanceof Temporal) {
            Temporal a = Conversions.temporal(left, right);
            Temporal b = Conversions.temporal(right, left);
            if (a != null && b != null && TemporalOrder.isComparable(a, b)) {
                return TemporalOrder.compare(a, b);
            }
        } else if (Quantities.isEither(left, right)) {
            Quantity a = Quantities.of(left);
            Quantity b = Quantities.of(right);
            if (a != null && b != null) {
                return Quantities.compare(a, b);
            }
        }
        throw new ValueProblem(named(left) + " cannot be compared with " + named(right));
    }

    /**
     * The order that sort() goes by: like {@link #compare}, and where that does not decide between two dates, the one
     * that may be earlier comes first.
     */
    public static int total(Object leftItem, Object rightItem) {
        OptionalInt order = compare(leftItem, rightItem);
        if (order.isPresent()) {
            return order.getAsInt();
        }
        Object left = Items.value(leftItem);
        Object right = Items.value(rightItem);
        Temporal a = left == null || right == null ? null : Conversions.temporal(left, right);
        Temporal b = left == null || right == null ? null : Conversions.temporal(right, left);
        if (a == null || b == null) {
            throw new ValueProblem("Quantities in units that do not convert into each other have no order");
        }
        return TemporalOrder.byEarliest(a, b);
    }

    private static String named(@Nullable Object value) {
        String name = Conversions.typeName(value);
        return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }
}
