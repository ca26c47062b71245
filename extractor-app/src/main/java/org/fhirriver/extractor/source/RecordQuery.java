package org.fhirriver.extractor.source;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fhirriver.mapping.pipeline.ColumnType;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/** Builds the statements that read a pipeline's records; SQL comes from the pipeline's file, values are bound. */
final class RecordQuery {

    private final Dialect dialect;
    private final Pipeline pipeline;
    private final Relation relation;
    private final List<Column> key;
    private final KeyOrder order;

    RecordQuery(Dialect dialect, Pipeline pipeline, Relation relation) throws SourceException {
        this.dialect = dialect;
        this.pipeline = pipeline;
        this.relation = relation;
        this.key = columns(pipeline.key());
        this.order = new KeyOrder(dialect, key);
    }

    /** A statement with its parameters. */
    record Statement(String sql, List<Parameter> parameters) {}

    /** The records whose select columns hold the values of a text. */
    Statement matching(String text) throws SourceException {
        return equal(columns(pipeline.extraction().select()), text);
    }

    /** The record of a key; empty when the text is no value of the key's columns. */
    Optional<Statement> byKeyIfFits(String text) {
        try {
            return Optional.of(equal(key, text));
        } catch (WrongTypeException e) {
            return Optional.empty();
        }
    }

    /** The records of several keys; empty when none of them fits the key's columns. */
    Optional<Statement> byKeys(Collection<String> texts) {
        List<Parameter> parameters = new ArrayList<>();
        int keys = 0;
        for (String text : texts) {
            List<Parameter> own = parametersIfFits(text);
            parameters.addAll(own);
            keys += own.isEmpty() ? 0 : 1;
        }
        if (keys == 0) {
            return Optional.empty();
        }
        String columns =
                key.stream().map(column -> dialect.quoted(column.label())).collect(Collectors.joining(", "));
        String one = String.join(", ", Collections.nCopies(key.size(), "?"));
        String sql = key.size() == 1
                ? columns + " IN (" + String.join(", ", Collections.nCopies(keys, "?")) + ")"
                : "(" + columns + ") IN (" + String.join(", ", Collections.nCopies(keys, "(" + one + ")")) + ")";
        return Optional.of(ordered(List.of(new Condition(sql, parameters))));
    }

    /** Whether a text is a key of these columns. */
    boolean isKey(String text) {
        return !parametersIfFits(text).isEmpty();
    }

    private List<Parameter> parametersIfFits(String text) {
        List<String> parts =
                RecordKey.parse(text, key.size()).map(RecordKey::parts).orElse(List.of());
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            key.get(i).parameterIfFits(parts.get(i)).ifPresent(parameters::add);
        }
        return parameters.size() == key.size() ? parameters : List.of();
    }

    /**
     * The keys of the records with a moment between two others, the first of them excluded.
     */
    Statement due(String name, Instant from, Instant until, ZoneId zone) throws SourceException {
        Column column = relation.column(name);
        String moment = dialect.quoted(column.label());
        Condition between = Condition.of(
                moment + " > ? AND " + moment + " <= ?", column.moment(from, zone), column.moment(until, zone));
        String columns = key.stream().map(one -> dialect.quoted(one.label())).collect(Collectors.joining(", "));
        return new Statement(
                "SELECT " + columns + " FROM " + relation.from() + " WHERE " + between.sql(), between.parameters());
    }

    /** Whether the text of a record's key is also the text of the columns' values. */
    boolean findsKeys() {
        for (int i = 0; i < key.size(); i++) {
            ColumnType declared =
                    pipeline.extraction().columns().get(pipeline.key().get(i));
            boolean text = declared == null || declared == ColumnType.TEXT;
            if (!text && key.get(i).kind() == ColumnKind.TEXT) {
                return false;
            }
        }
        return true;
    }

    private Statement equal(List<Column> wanted, String text) {
        List<String> parts = parts(text, wanted);
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Column column = wanted.get(i);
            conditions.add(Condition.of(dialect.quoted(column.label()) + " = ?", column.parameter(parts.get(i))));
        }
        return ordered(conditions);
    }

    /**
     * All records that filters let through.
     *
     * @param after the position to go on after; null to begin at the beginning
     */
    Statement all(Filters filters, @Nullable String after) throws SourceException {
        List<Condition> conditions = conditions(filters);
        if (after != null) {
            conditions.add(order.after(parts(after, key)));
        }
        return ordered(conditions);
    }

    /** The record key that a text stands for, in canonical text: {@code 007} is {@code 7} in a column of numbers. */
    RecordKey key(String text) {
        List<String> parts = parts(text, key);
        List<String> canonical = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            canonical.add(key.get(i).canonical(parts.get(i)));
        }
        return new RecordKey(canonical);
    }

    /** How many records filters let through. */
    Statement count(Filters filters) throws SourceException {
        List<Condition> conditions = conditions(filters);
        Condition where = Condition.all(conditions);
        String sql = "SELECT COUNT(*) FROM " + relation.from() + (conditions.isEmpty() ? "" : " WHERE " + where.sql());
        return new Statement(sql, where.parameters());
    }

    private List<Condition> conditions(Filters filters) throws SourceException {
        List<Condition> conditions = new ArrayList<>();
        filters.text(Filters.KEY_FROM).ifPresent(from -> conditions.add(order.from(parts(from, key))));
        filters.text(Filters.KEY_TO).ifPresent(to -> conditions.add(order.to(parts(to, key))));
        Optional<String> since = filters.text(Filters.CHANGED_SINCE);
        if (since.isPresent()) {
            String name = filters.text(Filters.CHANGED_COLUMN).orElseThrow();
            if (!relation.has(name)) {
                throw WrongTypeException.noColumn(relation.hint(name));
            }
            Column changed = relation.column(name);
            conditions.add(Condition.of(dialect.quoted(changed.label()) + " >= ?", changed.parameter(since.get())));
        }
        return conditions;
    }

    private Statement ordered(List<Condition> conditions) {
        Condition where = Condition.all(conditions);
        String sql = "SELECT * FROM " + relation.from() + (conditions.isEmpty() ? "" : " WHERE " + where.sql())
                + " ORDER BY " + order.sql();
        return new Statement(sql, where.parameters());
    }

    private List<Column> columns(List<String> names) throws SourceException {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(relation.column(name));
        }
        return columns;
    }

    private static List<String> parts(String text, List<Column> columns) {
        return RecordKey.parse(text, columns.size())
                .orElseThrow(() -> WrongTypeException.notParts(columns.size()))
                .parts();
    }
}
