package org.fhirriver.transformer.pipelines;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.mapping.columns.ColumnSource;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * Tells which rows of others than the extractor are whole records: any where a record is a table's row; where it is a
 * query's, those with all columns and children of the query.
 */
public final class Wholeness {

    private final boolean readAgain;
    /** The names that a whole record has; null where only the database knows them. */
    private final @Nullable Set<String> names;

    private Wholeness(boolean readAgain, @Nullable Set<String> names) {
        this.readAgain = readAgain;
        this.names = names;
    }

    static Wholeness of(Pipeline pipeline) {
        Extraction extraction = pipeline.extraction();
        if (!(extraction.reading() instanceof Extraction.Query)) {
            return new Wholeness(extraction.reading() instanceof Extraction.Table, Set.of());
        }
        Optional<List<String>> columns = ColumnSource.ofQueries().columnsOf(pipeline);
        if (columns.isEmpty()) {
            return new Wholeness(true, null);
        }
        Map<String, String> declared = new HashMap<>();
        extraction.declaredNames(pipeline.key()).forEach(name -> declared.put(name.toLowerCase(Locale.ROOT), name));
        Set<String> names = new HashSet<>();
        columns.get().forEach(name -> {
            String lower = name.toLowerCase(Locale.ROOT);
            names.add(declared.getOrDefault(lower, lower));
        });
        extraction.children().forEach(child -> names.add(child.name()));
        return new Wholeness(true, names);
    }

    /** Whether a row with columns of these names is a record; otherwise it tells only which record to read. */
    public boolean isWhole(Set<String> columns) {
        return names != null && columns.containsAll(names);
    }

    /** Whether there is a table or a query to read a record from. */
    public boolean canBeReadAgain() {
        return readAgain;
    }
}
