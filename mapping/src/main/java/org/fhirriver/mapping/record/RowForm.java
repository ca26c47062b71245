package org.fhirriver.mapping.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows with the same columns to the canonical form, as {@link RecordReader#canonical} does: what follows from the
 * columns' names is found out once.
 */
public final class RowForm {

    private final RecordReader reader;
    private final ColumnNames names;
    private final ColumnNames declared;
    private final boolean ambiguous;
    private final @Nullable ColumnType[] types;
    private final boolean[] lists;
    private final int[] key;

    /**
     * The form of rows.
     *
     * @param types the types that columns are declared with, by their declared names
     * @param lists the names of columns that hold rows of their own
     * @param key the declared names of the key's columns
     */
    RowForm(
            RecordReader reader,
            ColumnNames names,
            Map<String, ColumnType> types,
            Set<String> lists,
            List<String> key) {
        this.reader = reader;
        this.names = names;
        this.types = new @Nullable ColumnType[names.size()];
        this.lists = new boolean[names.size()];
        List<String> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = reader.declared(names.name(i));
            all.add(name);
            this.types[i] = types.get(name);
            this.lists[i] = lists.contains(name);
        }
        this.declared = ColumnNames.of(all);
        this.ambiguous = new HashSet<>(all).size() < all.size();
        this.key = key.stream().mapToInt(declared::place).toArray();
    }

    /** Brings a row to the canonical form. */
    public RecordReading canonical(RowValues row) {
        // What is said of rows that lack a part of their key, or have a column twice, is said in one place.
        if (ambiguous || row.names() != names) {
            return reader.canonical(row);
        }
        @Nullable Object[] values = new @Nullable Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = value(i, row.value(i));
            } catch (NotReadable e) {
                return new RecordReading.Refused("The column '" + declared.name(i) + "' " + e.reason());
            }
        }
        RowValues canonical = new RowValues(declared, values);
        for (int place : key) {
            @Nullable Object part = place < 0 ? null : values[place];
            if (part == null || part instanceof Map || part instanceof List || isBlank(part)) {
                return reader.keyed(canonical);
            }
        }
        return new RecordReading.CanonicalRecord(canonical, new RecordKey(parts(values)));
    }

    private List<String> parts(@Nullable Object[] values) {
        String first = RecordKey.canonical(Objects.requireNonNull(values[key[0]]));
        if (key.length == 1) {
            return List.of(first);
        }
        List<String> parts = new ArrayList<>(key.length);
        for (int place : key) {
            parts.add(RecordKey.canonical(Objects.requireNonNull(values[place])));
        }
        return parts;
    }

    private @Nullable Object value(int place, @Nullable Object value) throws NotReadable {
        @Nullable ColumnType type = types[place];
        @Nullable Object converted = type == null ? value : DeclaredType.convert(type, value);
        return lists[place] ? RecordReader.withLowerCaseNames(converted) : converted;
    }

    private static boolean isBlank(Object part) {
        return part instanceof String text && text.isBlank();
    }
}
