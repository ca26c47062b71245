package org.fhirriver.extractor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The order of the records: by the key columns, as the database itself compares them. */
final class KeyOrder {

    private final Dialect dialect;
    private final List<Column> columns;

    KeyOrder(Dialect dialect, List<Column> columns) {
        this.dialect = dialect;
        this.columns = List.copyOf(columns);
    }

    /** What stands after ORDER BY. */
    String sql() {
        return columns.stream().map(column -> dialect.quoted(column.label())).collect(Collectors.joining(", "));
    }

    /**
     * The rows that come after a key in this order: those with a null in their key too where the database puts null
     * last.
     *
     * @param parts the canonical text of each column's value
     */
    Condition after(List<String> parts) {
        return lexicographic(parts, ">", List.of(), dialect.nullsLast());
    }

    /** The rows whose key is this one or comes after it; none with a null. */
    Condition from(List<String> parts) {
        return lexicographic(parts, ">", List.of(equal(parts, columns.size())), false);
    }

    /** The rows whose key is this one or comes before it; none with a null. */
    Condition to(List<String> parts) {
        return lexicographic(parts, "<", List.of(equal(parts, columns.size())), false);
    }

    private Condition lexicographic(List<String> parts, String operator, List<Condition> others, boolean withNulls) {
        List<Condition> ways = new ArrayList<>(others);
        for (int i = 0; i < columns.size(); i++) {
            Condition differs = orNull(i, compared(i, operator, parts.get(i)), withNulls);
            ways.add(i == 0 ? differs : Condition.all(List.of(equal(parts, i), differs)));
        }
        Condition any = Condition.any(ways);
        if (columns.size() == 1) {
            return any;
        }
        // This follows from the rest, and lets the database use an index that begins with the first column.
        Condition bound = orNull(0, compared(0, operator + "=", parts.get(0)), withNulls);
        return Condition.all(List.of(bound, any));
    }

    /** The rows whose first columns have these values. */
    private Condition equal(List<String> parts, int length) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            conditions.add(compared(i, "=", parts.get(i)));
        }
        return Condition.all(conditions);
    }

    private Condition orNull(int index, Condition condition, boolean withNulls) {
        return withNulls ? Condition.any(List.of(condition, Condition.of(quoted(index) + " IS NULL"))) : condition;
    }

    private Condition compared(int index, String operator, String part) {
        return Condition.of(
                quoted(index) + " " + operator + " ?", columns.get(index).parameter(part));
    }

    private String quoted(int index) {
        return dialect.quoted(columns.get(index).label());
    }
}
