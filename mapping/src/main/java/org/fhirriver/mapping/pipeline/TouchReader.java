package org.fhirriver.mapping.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.LocatedList;
import org.fhirriver.mapping.source.LocatedMap;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;

/** Reads what stands under {@code touched-by:} of a pipeline. */
final class TouchReader {

    private static final String EXAMPLES = "as in person_id, {columns: person_id} or {sql: SELECT …}";

    private final List<String> key;
    private final Problems problems;

    TouchReader(List<String> key, Problems problems) {
        this.key = key;
        this.problems = problems;
    }

    List<Extraction.Touch> read(List<LocatedMap.Entry> entries) {
        List<Extraction.Touch> touches = new ArrayList<>();
        for (LocatedMap.Entry entry : entries) {
            for (Located way : ways(entry.value())) {
                way(way).ifPresent(read -> touches.add(
                        new Extraction.Touch(entry.name(), read, entry.key().position())));
            }
        }
        return touches;
    }

    /** Several ways are a list with a map in it; a list of names is one way. */
    private List<Located> ways(Located value) {
        if (!(value instanceof LocatedList list)) {
            return List.of(value);
        }
        if (list.items().isEmpty()) {
            problems.add(list.position(), "no way to the key is named, " + EXAMPLES);
            return List.of();
        }
        return list.items().stream().anyMatch(LocatedMap.class::isInstance) ? list.items() : List.of(list);
    }

    private Optional<Extraction.Way> way(Located value) {
        if (value instanceof LocatedMap map) {
            return way(new Fields(map, "a way to the key", problems));
        }
        if (value instanceof LocatedScalar scalar && scalar.isNull()) {
            problems.add(value.position(), "no way to the key is named, " + EXAMPLES);
            return Optional.empty();
        }
        LocatedMap.Entry columns = new LocatedMap.Entry(LocatedScalar.of("columns"), value);
        Fields holder = new Fields(new LocatedMap(value.position(), List.of(columns)), "touched-by", problems);
        return columns(holder.texts("columns"), value.position());
    }

    private Optional<Extraction.Way> way(Fields fields) {
        List<LocatedScalar> columns = fields.texts("columns");
        Optional<LocatedScalar> sql = fields.text("sql");
        Optional<LocatedScalar> known = fields.text("known");
        boolean named = fields.any("columns").isPresent();
        fields.finish();
        if (named && sql.isPresent()) {
            problems.add(sql.get().position(), "either 'columns' or 'sql', not both: give a list of two ways");
        }
        if (known.isPresent() && (named || sql.isPresent())) {
            problems.add(known.get().position(), "'known' is a way of its own: give a list of two ways");
        }
        if (!named && sql.isEmpty() && known.isEmpty()) {
            fields.missing("columns", "{columns: person_id} or {sql: SELECT …}");
        }
        if (known.isPresent()) {
            return known.map(column -> new Extraction.ByRecords(column.text(), column.position()));
        }
        if (sql.isPresent()) {
            return sql.map(this::query);
        }
        return columns(columns, fields.position());
    }

    private Optional<Extraction.Way> columns(List<LocatedScalar> named, Position position) {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        if (!key.isEmpty() && named.size() != key.size()) {
            problems.add(
                    position,
                    (named.size() == 1 ? "one column leads" : named.size() + " columns lead")
                            + " to the key, which has " + key.size() + ": " + String.join(", ", key));
        }
        return Optional.of(new Extraction.ByColumns(ExtractionReader.names(named), position));
    }

    private Extraction.Way query(LocatedScalar sql) {
        if (sql.text().stripTrailing().endsWith(";")) {
            problems.add(sql.at(sql.text().lastIndexOf(';')), "leave out the ';'");
        }
        return new Extraction.ByQuery(KeysQuery.read(sql, problems), sql.position());
    }
}
