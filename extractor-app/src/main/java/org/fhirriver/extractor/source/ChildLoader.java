package org.fhirriver.extractor.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fhirriver.mapping.pipeline.Extraction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the children of many records at once and hands them out by the values that they match.
 *
 * <p>The database finds the children by equality with bound values; which record a child belongs to is decided here by
 * the canonical text of those values, so collations and types that differ between two tables do no harm.
 */
final class ChildLoader {

    private static final Logger log = LoggerFactory.getLogger(ChildLoader.class);
    /** The least number of parameters that every database takes in one statement. */
    private static final int PARAMETERS = 1_000;
    /** How many characters the children of all records in hand may have together. */
    private static final long MOST = 24L * 1024 * 1024;

    private static final long SLOW_NANOS = 5_000_000_000L;

    private final Connection connection;
    private final Dialect dialect;
    private final Extraction.Child child;
    private final Relation relation;
    private final int[] onIndexes;
    private final List<Column> on;
    private final List<String> parent;
    private long loaded;
    private boolean toldOfSlowness;

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
        this.parent = child.parent().stream()
                .map(column -> column.toLowerCase(Locale.ROOT))
                .toList();
    }

    static ChildLoader of(Connection connection, Dialect dialect, Extraction.Child child)
            throws SQLException, SourceException {
        Relation relation;
        try {
            relation = Relation.ofQuery(connection, dialect, child.sql(), child.ifMissing(), child.on());
        } catch (SQLException e) {
            throw new ListFailure(child.name(), e);
        }
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
     * What was read for some records.
     *
     * @param ofRows the children of each, in the records' order
     * @param size about how many characters they have together
     */
    record Loaded(List<Children> ofRows, long size) {}

    /** What the children of a record have to match: the canonical text of its columns; empty when one is null. */
    private List<String> matchOf(Row row) {
        if (parent.size() == 1) {
            Object only = row.values().get(parent.get(0));
            return only == null ? List.of() : List.of(Row.canonical(only));
        }
        List<String> parts = new ArrayList<>(parent.size());
        for (String column : parent) {
            Object value = row.values().get(column);
            if (value == null) {
                return List.of();
            }
            parts.add(Row.canonical(value));
        }
        return parts;
    }

    /** Reads the children of several records. */
    Loaded load(List<Row> rows) throws SQLException, TooMuchAtOnceException {
        loaded = 0;
        if (!relation.mayHaveRows()) {
            return new Loaded(Collections.nCopies(rows.size(), Children.NONE), 0);
        }
        List<List<String>> matches = new ArrayList<>(rows.size());
        rows.forEach(row -> matches.add(matchOf(row)));
        Set<List<String>> wanted = new LinkedHashSet<>(matches);
        wanted.remove(List.<String>of());
        Map<List<String>, Children> found = new HashMap<>(wanted.size() * 2);
        List<List<Parameter>> bound = bindable(wanted);
        int size = takesArray(bound) ? bound.size() : PARAMETERS / on.size();
        for (int from = 0; from < bound.size(); from += size) {
            query(bound.subList(from, Math.min(from + size, bound.size())), found);
        }
        if (child.order().isEmpty()) {
            // Without an order the same rows could make another record each time.
            found.values().forEach(Children::sort);
        }
        List<Children> ofRows = new ArrayList<>(rows.size());
        matches.forEach(match -> ofRows.add(found.getOrDefault(match, Children.NONE)));
        return new Loaded(ofRows, loaded);
    }

    private void query(List<List<Parameter>> wanted, Map<List<String>, Children> found)
            throws SQLException, TooMuchAtOnceException {
        long start = System.nanoTime();
        boolean array = takesArray(wanted);
        String sql = "SELECT * FROM " + relation.from() + " WHERE " + (array ? isAny() : matches(wanted.size()))
                + (child.order().isEmpty() ? "" : " ORDER BY " + child.order());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<Parameter> parameters = wanted.stream().flatMap(List::stream).toList();
            Parameter.bind(statement, array ? List.of(array(parameters)) : parameters);
            statement.setFetchSize(dialect.fetchSize(1_000));
            try (ResultSet rows = statement.executeQuery()) {
                RowReader reader = RowReader.of(rows.getMetaData(), onIndexes);
                while (rows.next()) {
                    take(reader.read(rows), found, wanted.size());
                }
            }
        } catch (SQLException e) {
            throw new ListFailure(child.name(), e);
        }
        if (!toldOfSlowness && System.nanoTime() - start > SLOW_NANOS) {
            toldOfSlowness = true;
            log.warn(
                    "The children '{}' of {} records took {} s; is there an index on {}?",
                    child.name(),
                    wanted.size(),
                    (System.nanoTime() - start) / 1_000_000_000L,
                    child.on());
        }
    }

    private void take(Row row, Map<List<String>, Children> found, int parents) throws TooMuchAtOnceException {
        if (!row.hasKey()) {
            return;
        }
        Children children = found.computeIfAbsent(row.key(), key -> new Children());
        children.add(row);
        loaded += row.size();
        if (loaded > MOST && parents > 1) {
            throw new TooMuchAtOnceException();
        }
    }

    /** PostgreSQL takes whole numbers in one array: a statement that is short, and the same for each chunk. */
    private boolean takesArray(List<List<Parameter>> wanted) {
        return dialect.product().equals("PostgreSQL")
                && on.size() == 1
                && on.get(0).kind() == ColumnKind.INTEGER
                && wanted.stream().allMatch(parameters -> parameters.get(0).value() instanceof Long);
    }

    private static Parameter array(List<Parameter> numbers) {
        long[] values = numbers.stream()
                .mapToLong(number -> ((Number) number.value()).longValue())
                .toArray();
        return new Parameter(values, Types.JAVA_OBJECT);
    }

    private String isAny() {
        return dialect.quoted(on.get(0).label()) + " = ANY (?)";
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

    /** A record whose value is none of the child's type has no children. */
    private List<List<Parameter>> bindable(Set<List<String>> wanted) {
        List<List<Parameter>> bindable = new ArrayList<>();
        for (List<String> match : wanted) {
            List<Parameter> parameters = new ArrayList<>();
            for (int i = 0; i < on.size(); i++) {
                on.get(i).parameterIfFits(match.get(i)).ifPresent(parameters::add);
            }
            if (parameters.size() == on.size()) {
                bindable.add(parameters);
            }
        }
        return bindable;
    }
}
