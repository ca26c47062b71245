package org.fhirriver.fhirpath.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A FHIRPath collection of two or more items. Every other collection goes without an object of its own: the empty one
 * is {@code null}, one item stands for itself.
 */
public final class Items extends AbstractList<Object> implements RandomAccess {

    private final Object[] items;
    private final int size;

    private Items(Object[] items, int size) {
        this.items = items;
        this.size = size;
    }

    @Override
    public Object get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return items[index];
    }

    @Override
    public int size() {
        return size;
    }

    /** How many items a collection has. */
    public static int count(@Nullable Object collection) {
        if (collection == null) {
            return 0;
        }
        return collection instanceof Items several ? several.size : 1;
    }

    /** The item at a place that the collection has. */
    public static Object at(Object collection, int index) {
        return collection instanceof Items several ? several.items[index] : collection;
    }

    /** A collection as a list. */
    public static List<Object> list(@Nullable Object collection) {
        if (collection == null) {
            return List.of();
        }
        return collection instanceof Items several ? several : List.of(collection);
    }

    /** The items of a JSON value: arrays in arrays are flattened, nulls are left out. */
    public static @Nullable Object of(@Nullable Object json) {
        // classes first: they are told apart faster than interfaces, and most values are texts and numbers
        if (json instanceof String || json instanceof Number || json instanceof Boolean) {
            return json;
        }
        if (!(json instanceof Collection<?> array)) {
            return json;
        }
        if (array instanceof Items) {
            return array;
        }
        if (array.size() == 1 && array instanceof List<?> list && isPlain(list.get(0))) {
            return list.get(0);
        }
        Object[] items = array.toArray();
        for (Object item : items) {
            if (!isPlain(item)) {
                return flattened(array);
            }
        }
        return items.length > 1 ? new Items(items, items.length) : items.length == 1 ? items[0] : null;
    }

    private static boolean isPlain(@Nullable Object item) {
        return item instanceof String
                || item instanceof Map
                || item instanceof Number
                || item instanceof Boolean
                || !(item == null || item instanceof Collection);
    }

    private static @Nullable Object flattened(Collection<?> array) {
        Builder builder = new Builder(array.size());
        builder.addArray(array, new ArrayList<>(1));
        return builder.build();
    }

    /** The items from one place to before another. */
    public static @Nullable Object slice(@Nullable Object collection, int from, int to) {
        int first = Math.max(from, 0);
        int end = Math.min(to, count(collection));
        if (collection == null || first >= end) {
            return null;
        }
        if (first == 0 && end == count(collection)) {
            return collection;
        }
        Builder builder = new Builder(end - first);
        for (int i = first; i < end; i++) {
            builder.add(at(collection, i));
        }
        return builder.build();
    }

    /** The only item of a collection; null when it is empty. */
    public static @Nullable Object single(@Nullable Object collection, String what) {
        if (collection instanceof Items several) {
            throw new ValueProblem(what + " must be a single item, not " + several.size);
        }
        return collection;
    }

    /** The value of an item, without its FHIR type. */
    public static @Nullable Object value(@Nullable Object item) {
        if (item instanceof Wrapped wrapped) {
            return wrapped.value();
        }
        return item;
    }

    /** Whether a JSON object is without a FHIR type. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    public static @Nullable Map<String, Object> object(@Nullable Object item) {
        return item instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
    }

    /** Gathers items; makes no list where fewer than two come. */
    public static final class Builder {

        private Object @Nullable [] items;
        private @Nullable Object first;
        private int size;
        private final int expected;

        /** For about so many items. */
        public Builder(int expected) {
            this.expected = Math.min(Math.max(expected, 4), 1024);
        }

        /** For any number of items. */
        public Builder() {
            this(4);
        }

        /** One item more. */
        public void add(Object item) {
            if (size == 0) {
                first = item;
                size = 1;
                return;
            }
            Object[] array = items;
            if (array == null) {
                array = new Object[expected];
                array[0] = first;
            } else if (size == array.length) {
                array = java.util.Arrays.copyOf(array, size * 2);
            }
            array[size++] = item;
            items = array;
        }

        /** All items of a collection. */
        public void addAll(@Nullable Object collection) {
            if (collection instanceof Items several) {
                for (int i = 0; i < several.size; i++) {
                    add(several.items[i]);
                }
            } else if (collection != null) {
                add(collection);
            }
        }

        /** How many items there are. */
        public int size() {
            return size;
        }

        private void addArray(Collection<?> array, List<Collection<?>> within) {
            if (within.size() > 100) {
                throw new ValueProblem("Arrays are nested too deeply");
            }
            within.add(array);
            for (Object item : array) {
                if (item instanceof Collection<?> nested) {
                    addArray(nested, within);
                } else if (item != null) {
                    add(item);
                }
            }
            within.remove(within.size() - 1);
        }

        /** The collection. */
        public @Nullable Object build() {
            Object[] array = items;
            return array == null ? first : new Items(array, size);
        }
    }
}
