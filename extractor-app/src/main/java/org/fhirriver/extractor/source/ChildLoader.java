package org.fhirriver.extractor.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fhirriver.mapping.pipeline.Extraction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the children of many records at once and hands them out by the values that they match.
 *
 * <p>The database finds the children by equality with bound values; which record a child belongs to is decided here by
 * the canonical text of those values, so collations and types that differ between two tables do no harm.
 */
final class ChildLoader {

    /** The least number of parameters that every database takes in one statement. */
    private static final int PARAMETERS = 1_000;

    private final Connection connection;
    private final Dialect dialect;
    private final Extraction.Child child;
    private final Relation relation;
    private final int[] onIndexes;
    private final List<Column> on;

    private ChildLoader(
            Connection connection,
            Dialect dialect,
            Extraction.Child child,
            Relation relation,
            int[] onIndexes,
            List<Column> on) {
        this.connection = connection;
        this.dialect = dialect;
        this.child = child;
        this.relation = relation;
        this.onIndexes = onIndexes;
        this.on = on;
    }

    static ChildLoader of(Connection connection, Dialect dialect, Extraction.Child child)
            throws SQLException, SourceException {
        Relation relation = Relation.ofQuery(connection, dialect, child.sql());
        List<Column> on = new ArrayList<>();
        for (String column : child.on()) {
            on.add(relation.column(column));
        }
        return new ChildLoader(connection, dialect, child, relation, relation.indexes(child.on()), on);
    }

    /** The name of the children's array in the record. */
    String name() {
        return child.name();
    }

    /**
     * Reads the children of several parents.
     *
     * @param parents what the children have to match: the canonical text of each parent column's value
     * @return the children by what they match; parents without children are not in it
     */
    Map<List<String>, List<Map<String, @Nullable Object>>> load(Set<List<String>> parents) throws SQLException {
        Map<List<String>, List<Map<String, @Nullable Object>>> found = new HashMap<>();
        List<List<Parameter>> bound = bindable(parents);
        int size = PARAMETERS / on.size();
        for (int from = 0; from < bound.size(); from += size) {
            query(bound.subList(from, Math.min(from + size, bound.size())), found);
        }
        if (child.order().isEmpty()) {
            // Without an order the same rows could make another record each time.
            found.values().forEach(rows -> rows.sort(Comparator.comparing(Map::toString)));
        }
        return found;
    }

    private void query(List<List<Parameter>> wanted, Map<List<String>, List<Map<String, @Nullable Object>>> found)
            throws SQLException {
        String sql = "SELECT * FROM " + relation.from() + " WHERE " + matches(wanted.size())
                + (child.order().isEmpty() ? "" : " ORDER BY " + child.order());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameter.bind(statement, wanted.stream().flatMap(List::stream).toList());
            statement.setFetchSize(dialect.fetchSize(1_000));
            try (ResultSet rows = statement.executeQuery()) {
                RowReader reader = RowReader.of(rows.getMetaData(), onIndexes);
                while (rows.next()) {
                    Row row = reader.read(rows);
                    if (row.hasKey()) {
                        found.computeIfAbsent(row.key(), key -> new ArrayList<>())
                                .add(row.values());
                    }
                }
            }
        }
    }

    private String matches(int parents) {
        String columns =
                on.stream().map(column -> dialect.quoted(column.label())).collect(Collectors.joining(", "));
        if (on.size() == 1) {
            return columns + " IN (" + String.join(", ", Collections.nCopies(parents, "?")) + ")";
        }
        String one = "(" + String.join(", ", Collections.nCopies(on.size(), "?")) + ")";
        return "(" + columns + ") IN (" + String.join(", ", Collections.nCopies(parents, one)) + ")";
    }

    private List<List<Parameter>> bindable(Set<List<String>> parents) {
        List<List<Parameter>> bindable = new ArrayList<>();
        for (List<String> parent : parents) {
            try {
                List<Parameter> parameters = new ArrayList<>();
                for (int i = 0; i < on.size(); i++) {
                    parameters.add(on.get(i).parameter(parent.get(i)));
                }
                bindable.add(parameters);
            } catch (WrongTypeException e) {
                // A parent whose value is none of the child's type has no children.
            }
        }
        return bindable;
    }

    /** What children of a record with these values have to match; empty when one of the values is null. */
    List<String> matchOf(Map<String, @Nullable Object> values) {
        List<String> parts = new ArrayList<>();
        for (String column : child.parent()) {
            Object value = values.get(column.toLowerCase(Locale.ROOT));
            if (value == null) {
                return List.of();
            }
            parts.add(Row.canonical(value));
        }
        return parts;
    }

    /** All that the children of these records have to match. */
    Set<List<String>> matchesOf(List<Row> rows) {
        Set<List<String>> matches = new LinkedHashSet<>();
        rows.forEach(row -> matches.add(matchOf(row.values())));
        matches.remove(List.<String>of());
        return matches;
    }
}
