package org.fhirriver.connect.jdbc.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which tables to read.
 *
 * @param catalogPattern null: any; empty: those without a catalog
 * @param schemaPattern null: any; empty: those without a schema
 * @param named the names of those to read; empty: all
 * @param unwanted the names of those to leave out
 * @param included patterns of those to read; empty: all
 * @param excluded patterns of those to leave out
 */
public record TableSettings(
        @Nullable String catalogPattern,
        @Nullable String schemaPattern,
        Set<String> named,
        Set<String> unwanted,
        List<Pattern> included,
        List<Pattern> excluded,
        List<String> types,
        Duration interval,
        Duration startupLimit) {

    public TableSettings {
        named = Set.copyOf(named);
        unwanted = Set.copyOf(unwanted);
        included = List.copyOf(included);
        excluded = List.copyOf(excluded);
        types = List.copyOf(types);
    }

    /** Whether a table is to be read. */
    public boolean wants(TableId table) {
        if (!named.isEmpty() && !table.anyName(name -> named.contains(plain(name)))) {
            return false;
        }
        if (!included.isEmpty() && !table.anyName(name -> matches(included, name))) {
            return false;
        }
        return !table.anyName(name -> unwanted.contains(plain(name)))
                && !table.anyName(name -> matches(excluded, name));
    }

    private static String plain(String name) {
        return name.replace("\"", "").replace("`", "");
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
