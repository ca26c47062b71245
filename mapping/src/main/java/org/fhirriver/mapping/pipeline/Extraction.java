package org.fhirriver.mapping.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fhirriver.mapping.source.Position;

/**
 * Where the records of a pipeline come from.
 *
 * @param source the name of the system whose database is read
 * @param reading the table or query
 * @param select the columns that the extractor's path value matches; the key unless the file says otherwise
 * @param columns the declared columns; their order is the file's
 * @param children one-to-many rows, by the name they have in the record
 * @param touchedBy for change capture: how a changed row of a table leads to the pipeline's key; the rows of the
 *     pipeline's own table do without
 * @param due the columns with the moments at which a record changes by itself
 * @param position where the extraction is described
 */
public record Extraction(
        String source,
        Reading reading,
        List<String> select,
        Map<String, ColumnType> columns,
        List<Child> children,
        List<Touch> touchedBy,
        List<String> due,
        Position position) {

    public Extraction {
        select = List.copyOf(select);
        // Not Map.copyOf: the order of the columns is a person's.
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        children = List.copyOf(children);
        touchedBy = List.copyOf(touchedBy);
        due = List.copyOf(due);
    }

    /** What the extractor reads. */
    public sealed interface Reading {}

    /** All rows of a table, each a whole record, whoever delivers it. */
    public record Table(String name, Position position) implements Reading {}

    /** The rows of a query; only the query knows the whole record. */
    public record Query(String sql, IfMissing ifMissing, Position position) implements Reading {}

    /** Nothing: the records are delivered by others, as a connector does. */
    public record Delivered() implements Reading {}

    /** What is read where the database lacks a table or a column that a query names. */
    public sealed interface IfMissing {}

    /** Nothing: the reading fails. */
    public record Fails() implements IfMissing {}

    /** No rows: nobody has stored any. */
    public record NoRows() implements IfMissing {}

    /** The rows of another query, for which the same holds. */
    public record Instead(String sql, IfMissing ifMissing) implements IfMissing {}

    /**
     * A query for the rows that belong to a record.
     *
     * @param name the list's name in the record
     * @param sql the query
     * @param ifMissing what is read where the database lacks what the query names
     * @param on the query's columns that match {@code parent}, in its order
     * @param parent the record's columns; the key unless the file says otherwise
     * @param order the rows' order as SQL; empty when the file gives none
     */
    public record Child(
            String name,
            String sql,
            IfMissing ifMissing,
            List<String> on,
            List<String> parent,
            String order,
            Position position) {
        public Child {
            on = List.copyOf(on);
            parent = List.copyOf(parent);
        }
    }

    /** A table whose changes touch records, and one way from its rows to the pipeline's key. */
    public record Touch(String table, Way way, Position position) {}

    /** How a changed row leads to the pipeline's key. */
    public sealed interface Way {

        /** Where it is described. */
        Position position();
    }

    /** The row has the key itself, in columns of its own; in the key's order. */
    public record ByColumns(List<String> columns, Position position) implements Way {
        public ByColumns {
            columns = List.copyOf(columns);
        }
    }

    /** A query finds the keys; its columns are the key's, in their order. */
    public record ByQuery(KeysQuery query, Position position) implements Way {}

    /**
     * A deleted row leads to the records that are known to have its value in a column of the same name: they may have
     * gone with it, and no query finds them any more.
     */
    public record ByRecords(String column, Position position) implements Way {}

    /** The names, with their case, that a record's columns have: all others are in lower case. */
    public Set<String> declaredNames(List<String> key) {
        Set<String> names = new LinkedHashSet<>(key);
        names.addAll(select);
        names.addAll(columns.keySet());
        names.addAll(due);
        children.forEach(child -> {
            names.add(child.name());
            names.addAll(child.parent());
        });
        return names;
    }
}
