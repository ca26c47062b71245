package org.fhirriver.mapping.record;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a row by the names of its columns, which it shares with other rows; it cannot be changed. */
public final class RowValues extends AbstractMap<String, @Nullable Object> {

    private final ColumnNames names;
    private final @Nullable Object[] values;

    /**
     * A row.
     *
     * @param values one for each name, in their order; the array is the row's own from now on
     */
    public RowValues(ColumnNames names, @Nullable Object[] values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(values.length + " values of " + names.size() + " columns");
        }
        this.names = names;
        this.values = values;
    }

    /** The names that it shares. */
    public ColumnNames names() {
        return names;
    }

    /** The value in a place. */
    public @Nullable Object value(int place) {
        return values[place];
    }

    /** A copy of the values with room behind them. */
    public @Nullable Object[] copy(int length) {
        return Arrays.copyOf(values, length);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && names.place(text) >= 0;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int place = name instanceof String text ? names.place(text) : -1;
        return place < 0 ? null : values[place];
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return entries();
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    private Iterator<Map.Entry<String, @Nullable Object>> entries() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < values.length;
            }

            @Override
            public Map.Entry<String, @Nullable Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int place = next++;
                return new SimpleImmutableEntry<>(names.name(place), values[place]);
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof RowValues row && row.names == names) {
            return Arrays.equals(values, row.values);
        }
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
