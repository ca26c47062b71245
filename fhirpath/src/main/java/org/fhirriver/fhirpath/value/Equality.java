package org.fhirriver.fhirpath.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The operator {@code =}: true, false or, as null, unknown. */
public final class Equality {

    private Equality() {}

    /** Whether two collections hold equal items in the same order; null when one is empty or it cannot be known. */
    public static @Nullable Boolean equal(@Nullable Object left, @Nullable Object right, Steps steps) {
        if (left == null || right == null) {
            return null;
        }
        if (!(left instanceof Items) && !(right instanceof Items)) {
            return itemsEqual(left, right, steps);
        }
        int size = Items.count(left);
        if (size != Items.count(right)) {
            return false;
        }
        boolean unknown = false;
        for (int i = 0; i < size; i++) {
            Boolean equal = itemsEqual(Items.at(left, i), Items.at(right, i), steps);
            if (equal == null) {
                unknown = true;
            } else if (!equal) {
                return false;
            }
        }
        return unknown ? null : true;
    }

    /** Whether two items are equal beyond doubt. */
    public static boolean same(Object left, Object right, Steps steps) {
        return Boolean.TRUE.equals(itemsEqual(left, right, steps));
    }

    /** Whether a collection has an item that is equal beyond doubt. */
    public static boolean contains(@Nullable Object collection, Object item, Steps steps) {
        int size = Items.count(collection);
        for (int i = 0; i < size; i++) {
            if (collection != null && same(Items.at(collection, i), item, steps)) {
                return true;
            }
        }
        return false;
    }

    static @Nullable Boolean itemsEqual(Object leftItem, Object rightItem, Steps steps) {
        steps.take();
        Object left = Items.value(leftItem);
        Object right = Items.value(rightItem);
        if (left == null || right == null) {
            return left == right && json(leftItem, rightItem, steps);
        }
        if ((left instanceof String && right instanceof String) || left instanceof Boolean) {
            return left.equals(right);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.compare(a, b) == 0;
        }
        if (left instanceof Temporal || right instanceof Temporal) {
            return temporalsEqual(left, right);
        }
        if (Quantities.isEither(left, right)) {
            Quantity a = Quantities.of(left);
            Quantity b = Quantities.of(right);
            if (a != null && b != null) {
                return Quantities.equal(a, b);
            }
        }
        return json(leftItem, rightItem, steps);
    }

    private static @Nullable Boolean temporalsEqual(Object left, Object right) {
        Temporal a = Conversions.temporal(left, right);
        Temporal b = Conversions.temporal(right, left);
        if (a == null || b == null || !TemporalOrder.isComparable(a, b)) {
            return false;
        }
        OptionalInt order = TemporalOrder.compare(a, b);
        return order.isPresent() ? order.getAsInt() == 0 : null;
    }

    private static boolean json(Object left, Object right, Steps steps) {
        Object a = left instanceof Wrapped wrapped ? wrapped.json() : left;
        Object b = right instanceof Wrapped wrapped ? wrapped.json() : right;
        Object besidesA = left instanceof Wrapped wrapped && a == null ? wrapped.companion() : null;
        Object besidesB = right instanceof Wrapped wrapped && b == null ? wrapped.companion() : null;
        return jsonEqual(a, b, steps) && jsonEqual(besidesA, besidesB, steps);
    }

    private static boolean jsonEqual(@Nullable Object left, @Nullable Object right, Steps steps) {
        steps.take();
        if (left == right) {
            return true;
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return objectsEqual(a, b, steps);
        }
        if (left instanceof Collection<?> a && right instanceof Collection<?> b) {
            return arraysEqual(a, b, steps);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.compare(a, b) == 0;
        }
        return left != null && left.equals(right);
    }

    private static boolean objectsEqual(Map<?, ?> left, Map<?, ?> right, Steps steps) {
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            if (entry.getValue() != null && !jsonEqual(entry.getValue(), right.get(entry.getKey()), steps)) {
                return false;
            }
        }
        for (Map.Entry<?, ?> entry : right.entrySet()) {
            if (entry.getValue() != null && left.get(entry.getKey()) == null) {
                return false;
            }
        }
        return true;
    }

    private static boolean arraysEqual(Collection<?> left, Collection<?> right, Steps steps) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        for (Object item : left) {
            if (!jsonEqual(item, others.next(), steps)) {
                return false;
            }
        }
        return true;
    }

    /** Whether two decimals are the same when rounded to the digits of the one with fewer. */
    static boolean roundedEqual(BigDecimal left, BigDecimal right) {
        int scale = Math.min(scale(left), scale(right));
        return left.setScale(scale, RoundingMode.HALF_UP).compareTo(right.setScale(scale, RoundingMode.HALF_UP)) == 0;
    }

    static int scale(BigDecimal number) {
        return number.signum() == 0 ? 0 : Math.max(number.stripTrailingZeros().scale(), 0);
    }
}
