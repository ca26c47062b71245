package org.fhirriver.mapping.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.mapping.source.LocatedMap;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** Reads what stands under {@code extract:} of a pipeline. */
final class ExtractionReader {

    private final SourceSystem system;
    private final List<String> key;
    private final List<ColumnName> columnNames;
    private final Problems problems;

    /**
     * A reader for one pipeline.
     *
     * @param columnNames where the columns that it names are noted
     */
    ExtractionReader(SourceSystem system, List<String> key, List<ColumnName> columnNames, Problems problems) {
        this.system = system;
        this.key = key;
        this.columnNames = columnNames;
        this.problems = problems;
    }

    /** The extraction of a pipeline that says nothing about it: others deliver its records. */
    Extraction none(Position position) {
        return new Extraction(
                system.name(), new Extraction.Delivered(), key, Map.of(), List.of(), List.of(), List.of(), position);
    }

    Extraction read(Fields fields) {
        String source = fields.text("source").map(LocatedScalar::text).orElse(system.name());
        Extraction.Reading reading = reading(fields);
        List<String> select = columnNames(fields.texts("select"));
        Extraction extraction = new Extraction(
                source,
                reading,
                select.isEmpty() ? key : select,
                columns(fields.entries("columns")),
                children(fields.entries("children"), reading),
                touches(fields, reading),
                due(fields, reading),
                fields.position());
        fields.finish();
        checkColumns(extraction, fields);
        return extraction;
    }

    private Extraction.Reading reading(Fields fields) {
        Optional<LocatedScalar> table = fields.text("table");
        Optional<LocatedScalar> sql = fields.text("sql");
        if (table.isPresent() && sql.isPresent()) {
            problems.add(sql.get().position(), "either 'table' or 'sql', not both");
        }
        if (sql.isPresent()) {
            checkSql(sql.get());
            return new Extraction.Query(
                    sql.get().text().strip(), ifMissing(fields), sql.get().position());
        }
        fields.texts("if-missing").stream()
                .findFirst()
                .ifPresent(text -> problems.add(
                        text.position(), "'if-missing' stands in for a query: give 'sql', and not a table"));
        return table.<Extraction.Reading>map(text -> new Extraction.Table(text.text(), text.position()))
                .orElseGet(Extraction.Delivered::new);
    }

    private Extraction.IfMissing ifMissing(Fields fields) {
        List<LocatedScalar> texts = fields.texts("if-missing");
        Extraction.IfMissing ifMissing = new Extraction.Fails();
        for (int i = texts.size() - 1; i >= 0; i--) {
            LocatedScalar text = texts.get(i);
            if (!text.text().strip().equals("none")) {
                checkSql(text);
                ifMissing = new Extraction.Instead(text.text().strip(), ifMissing);
            } else if (i == texts.size() - 1) {
                ifMissing = new Extraction.NoRows();
            } else {
                problems.add(text.position(), "'none' is the last of several: nothing can be missing for it");
            }
        }
        return ifMissing;
    }

    private void checkSql(LocatedScalar sql) {
        if (sql.text().stripTrailing().endsWith(";")) {
            problems.add(sql.at(sql.text().lastIndexOf(';')), "the query is put into another one: leave out the ';'");
        }
    }

    private Map<String, ColumnType> columns(List<LocatedMap.Entry> entries) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        for (LocatedMap.Entry entry : entries) {
            Optional<ColumnType> type = type(entry);
            columnNames.add(new ColumnName(entry.name(), entry.key().position()));
            columns.put(entry.name(), type.orElse(ColumnType.TEXT));
        }
        return columns;
    }

    private Optional<ColumnType> type(LocatedMap.Entry entry) {
        if (!(entry.value() instanceof LocatedScalar name)) {
            problems.add(
                    entry.value().position(),
                    "a column's type is a name, not " + entry.value().kind());
            return Optional.empty();
        }
        Optional<ColumnType> type = ColumnType.of(name.text());
        if (type.isEmpty()) {
            problems.add(
                    name.position(),
                    "unknown column type '" + name + "'"
                            + DidYouMean.nearest(name.text(), ColumnType.labels())
                                    .map(meant -> "; did you mean '" + meant + "'?")
                                    .orElse("; known are " + String.join(", ", ColumnType.labels())));
        }
        return type;
    }

    private List<Extraction.Child> children(List<LocatedMap.Entry> entries, Extraction.Reading reading) {
        if (!entries.isEmpty() && !(reading instanceof Extraction.Query)) {
            problems.add(
                    entries.get(0).key().position(),
                    "children belong to a query: give 'sql', for a table's rows are mapped as they come");
        }
        List<Extraction.Child> children = new ArrayList<>();
        for (LocatedMap.Entry entry : entries) {
            Fields.of(entry.value(), "a child", problems)
                    .flatMap(fields -> child(entry.key(), fields))
                    .ifPresent(children::add);
        }
        return children;
    }

    private Optional<Extraction.Child> child(LocatedScalar name, Fields fields) {
        Optional<LocatedScalar> sql = fields.requiredText("sql", "sql: SELECT person_id, given_name FROM person_name");
        List<LocatedScalar> matched = fields.texts("on");
        matched.forEach(column -> columnNames.add(new ColumnName(column.text(), name.text(), column.position())));
        List<String> on = names(matched);
        List<String> named = columnNames(fields.texts("parent"));
        List<String> parent = named.isEmpty() ? key : named;
        String order = fields.text("order").map(LocatedScalar::text).orElse("");
        Extraction.IfMissing ifMissing = ifMissing(fields);
        fields.finish();
        sql.ifPresent(this::checkSql);
        if (fields.any("on").isEmpty()) {
            fields.missing("on", "on: person_id");
        } else if (on.size() != parent.size() && !parent.isEmpty()) {
            problems.add(
                    fields.position(),
                    "'on' names " + on.size() + " of the child's columns, but they match " + parent.size()
                            + " of the record: " + String.join(", ", parent));
        }
        return sql.map(text ->
                new Extraction.Child(name.text(), text.text().strip(), ifMissing, on, parent, order, name.position()));
    }

    private List<Extraction.Touch> touches(Fields fields, Extraction.Reading reading) {
        List<LocatedMap.Entry> entries = fields.entries("touched-by");
        if (!entries.isEmpty()) {
            requireReading("touched-by", entries.get(0).key().position(), reading);
        }
        return new TouchReader(key, problems).read(entries);
    }

    private List<String> due(Fields fields, Extraction.Reading reading) {
        List<LocatedScalar> columns = fields.texts("due");
        if (!columns.isEmpty()) {
            requireReading("due", columns.get(0).position(), reading);
        }
        return columnNames(columns);
    }

    private void requireReading(String what, Position position, Extraction.Reading reading) {
        if (reading instanceof Extraction.Delivered) {
            problems.add(position, "'" + what + "' has records read again: give 'table' or 'sql', too");
        }
    }

    /** Names that differ only in case would be one column of a record. */
    private void checkColumns(Extraction extraction, Fields fields) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String name : extraction.declaredNames(key)) {
            String other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                problems.add(fields.position(), "'" + other + "' and '" + name + "' differ only in case");
            }
        }
        for (Extraction.Child child : extraction.children()) {
            if (key.contains(child.name()) || extraction.columns().containsKey(child.name())) {
                problems.add(child.position(), "'" + child.name() + "' is a column already");
            }
        }
    }

    private List<String> columnNames(List<LocatedScalar> texts) {
        texts.forEach(text -> columnNames.add(new ColumnName(text.text(), text.position())));
        return names(texts);
    }

    static List<String> names(List<LocatedScalar> texts) {
        return texts.stream().map(LocatedScalar::text).toList();
    }
}
