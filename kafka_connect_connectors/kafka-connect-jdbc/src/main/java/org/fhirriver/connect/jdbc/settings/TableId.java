package org.fhirriver.connect.jdbc.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table's full name.
 *
 * @param catalog null where the database has none
 * @param schema null where the database has none
 */
public record TableId(@Nullable String catalog, @Nullable String schema, String name) {

    /** Reads what {@link #encoded()} writes. */
    public static TableId parse(String encoded) {
        List<String> parts = QuotedNames.split(encoded);
        if (parts.size() != 3) {
            throw new IllegalArgumentException("Not a table's name in three parts: " + encoded);
        }
        return new TableId(emptyToNull(parts.get(0)), emptyToNull(parts.get(1)), parts.get(2));
    }

    private static @Nullable String emptyToNull(String part) {
        return part.isEmpty() ? null : part;
    }

    /** The name as one text that {@link #parse} reads, whatever characters its parts have. */
    public String encoded() {
        return QuotedNames.join(List.of(catalog == null ? "" : catalog, schema == null ? "" : schema, name));
    }

    /** Whether a test holds for this table's name: by itself, with its schema, or with its catalog and schema. */
    public boolean anyName(Predicate<String> test) {
        return names().stream().anyMatch(test);
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        String text = name;
        names.add(text);
        if (schema != null) {
            text = schema + "." + text;
            names.add(text);
        }
        if (catalog != null) {
            names.add(catalog + "." + text);
        }
        return names;
    }

    /** The name as people write it: with its schema, or with its catalog where there are no schemas. */
    @Override
    public String toString() {
        if (schema != null) {
            return schema + "." + name;
        }
        return catalog == null ? name : catalog + "." + name;
    }
}
