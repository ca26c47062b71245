package org.fhirriver.fhirpath.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The operator {@code ~}: the same, without regard to case, white space, order and digits beyond the shorter number. */
public final class Equivalence {

    private Equivalence() {}

    /** Whether two collections hold equivalent items in any order. */
    public static boolean equivalent(@Nullable Object left, @Nullable Object right, Steps steps) {
        int size = Items.count(left);
        if (size != Items.count(right)) {
            return false;
        }
        if (left == null || right == null) {
            return true;
        }
        return size == 1
                ? itemsEquivalent(left, right, steps)
                : listsEquivalent(Items.list(left), Items.list(right), steps);
    }

    private static boolean listsEquivalent(Collection<?> left, Collection<?> right, Steps steps) {
        List<Object> rest = new ArrayList<>(right);
        for (Object item : left) {
            boolean found = false;
            for (int i = 0; i < rest.size() && !found; i++) {
                if (itemsEquivalent(item, rest.get(i), steps)) {
                    rest.remove(i);
                    found = true;
                }
            }
            if (!found) {
                return false;
            }
        }
        return rest.isEmpty();
    }

    private static boolean itemsEquivalent(@Nullable Object leftItem, @Nullable Object rightItem, Steps steps) {
        steps.take();
        Object left = Items.value(leftItem);
        Object right = Items.value(rightItem);
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof String a && right instanceof String b) {
            return normalized(a).equals(normalized(b));
        }
        if (left instanceof Number a && right instanceof Number b) {
            return Equality.roundedEqual(Numbers.decimal(a), Numbers.decimal(b));
        }
        if (left instanceof Temporal || right instanceof Temporal) {
            return temporalsEquivalent(left, right);
        }
        if (Quantities.isEither(left, right)) {
            Quantity a = Quantities.of(left);
            Quantity b = Quantities.of(right);
            if (a != null && b != null) {
                return Quantities.equivalent(a, b);
            }
        }
        return jsonEquivalent(json(left), json(right), steps);
    }

    private static @Nullable Object json(Object item) {
        return item instanceof Wrapped wrapped ? wrapped.json() : item;
    }

    private static boolean temporalsEquivalent(Object left, Object right) {
        Temporal a = Conversions.temporal(left, right);
        Temporal b = Conversions.temporal(right, left);
        if (a == null || b == null || !TemporalOrder.isComparable(a, b)) {
            return false;
        }
        OptionalInt order = TemporalOrder.compare(a, b);
        return order.isPresent() && order.getAsInt() == 0;
    }

    private static boolean jsonEquivalent(@Nullable Object left, @Nullable Object right, Steps steps) {
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return contains(a, b, steps)
                    && b.keySet().stream().allMatch(key -> b.get(key) == null || a.get(key) != null);
        }
        if (left instanceof Collection<?> a && right instanceof Collection<?> b) {
            return a.size() == b.size() && listsEquivalent(a, b, steps);
        }
        if (left instanceof Map || right instanceof Map || left == null || right == null) {
            return left == right;
        }
        return left.equals(right);
    }

    private static boolean contains(Map<?, ?> left, Map<?, ?> right, Steps steps) {
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = right.get(entry.getKey());
            if (entry.getValue() != null && !valuesEquivalent(entry.getValue(), other, steps)) {
                return false;
            }
        }
        return true;
    }

    private static boolean valuesEquivalent(Object left, @Nullable Object right, Steps steps) {
        if (left instanceof Collection<?> || right instanceof Collection<?>) {
            return jsonEquivalent(left, right, steps);
        }
        return itemsEquivalent(left, right, steps);
    }

    /** Lower case, each white space a blank. */
    private static String normalized(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c == '\t' || c == '\n' || c == '\r' || c == ' ';
            normal.append(space ? ' ' : Character.toLowerCase(Character.toUpperCase(c)));
        }
        return normal.toString();
    }
}
