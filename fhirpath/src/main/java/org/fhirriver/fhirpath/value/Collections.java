package org.fhirriver.fhirpath.value;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations on whole collections. */
public final class Collections {

    private static final int WORTH_HASHING = 12;

    private Collections() {}

    /** The items of both without duplicates. */
    public static @Nullable Object union(@Nullable Object left, @Nullable Object right, Steps steps) {
        return distinct(combine(left, right), steps);
    }

    /** The items of both. */
    public static @Nullable Object combine(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        Items.Builder items = new Items.Builder(Items.count(left) + Items.count(right));
        items.addAll(left);
        items.addAll(right);
        return items.build();
    }

    /** The items without duplicates. */
    public static @Nullable Object distinct(@Nullable Object collection, Steps steps) {
        if (!(collection instanceof Items several)) {
            return collection;
        }
        Items.Builder items = new Items.Builder(several.size());
        Distinct distinct = new Distinct(steps, several.size());
        for (int i = 0; i < several.size(); i++) {
            if (distinct.isNew(several.get(i))) {
                items.add(several.get(i));
            }
        }
        return items.size() == several.size() ? several : items.build();
    }

    /** Tells whether an item is equal to one before. */
    public static final class Distinct {

        private final Steps steps;
        private final @Nullable Set<Object> texts;
        private final java.util.List<Object> others = new java.util.ArrayList<>();

        /** For about so many items. */
        public Distinct(Steps steps, int expected) {
            this.steps = steps;
            this.texts = expected < WORTH_HASHING ? null : new HashSet<>();
        }

        /** Whether there was none equal to it before; from now on there is. */
        public boolean isNew(Object item) {
            steps.take();
            Set<Object> hashed = texts;
            Object value = Items.value(item);
            if (hashed != null && (value instanceof String || value instanceof Integer)) {
                // dates may be equal to a text, decimals to an integer: those stand among the others
                return !isAmongOthers(item) && hashed.add(value);
            }
            if (isAmongOthers(item) || (hashed != null && isAmongHashed(hashed, item))) {
                return false;
            }
            others.add(item);
            return true;
        }

        private boolean isAmongOthers(Object item) {
            for (int i = 0; i < others.size(); i++) {
                if (Equality.same(others.get(i), item, steps)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isAmongHashed(Set<Object> hashed, Object item) {
            if (item instanceof java.util.Map) {
                return false;
            }
            for (Object other : hashed) {
                if (Equality.same(other, item, steps)) {
                    return true;
                }
            }
            return false;
        }
    }
}
