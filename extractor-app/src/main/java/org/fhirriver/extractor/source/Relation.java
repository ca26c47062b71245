package org.fhirriver.extractor.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.messages.DidYouMean;

/**
 * Rows as the database describes them.
 *
 * @param from what stands after FROM
 * @param columns the columns of a row
 * @param mayHaveRows false for what stands in for a table that is not there
 */
record Relation(String from, List<Column> columns, boolean mayHaveRows) {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)*");

    /**
     * Asks the database what the rows of a query look like, reading none.
     *
     * @param ifMissing what is read where the database lacks a table or column of the query
     * @param needed the columns that the rows have even where there are none
     */
    static Relation ofQuery(
            Connection connection,
            Dialect dialect,
            String sql,
            Extraction.IfMissing ifMissing,
            Collection<String> needed)
            throws SQLException {
        try {
            return ofQuery(connection, dialect, sql);
        } catch (SQLException e) {
            if (ifMissing instanceof Extraction.Fails || !SqlStates.isMissing(e)) {
                throw e;
            }
            connection.rollback();
            if (ifMissing instanceof Extraction.Instead instead) {
                return ofQuery(connection, dialect, instead.sql(), instead.ifMissing(), needed);
            }
            Relation none = ofQuery(connection, dialect, noRows(dialect, needed));
            return new Relation(none.from(), none.columns(), false);
        }
    }

    private static String noRows(Dialect dialect, Collection<String> needed) {
        return "SELECT "
                + needed.stream()
                        .distinct()
                        .map(column -> "0 AS " + dialect.quoted(column))
                        .collect(Collectors.joining(", "))
                + " FROM (SELECT 1 AS one) river_nothing WHERE 1 = 0";
    }

    /** The same for a query that has to be understood as it is. */
    static Relation ofQuery(Connection connection, Dialect dialect, String sql) throws SQLException {
        // The line break ends a comment that the query may end with.
        return describe(connection, dialect, "(" + sql + "\n) river_rows");
    }

    /** Asks the database what the rows of a table look like, reading none. */
    static Relation ofTable(Connection connection, Dialect dialect, String table) throws SQLException {
        try {
            return describe(connection, dialect, dialect.quotedPath(table));
        } catch (SQLException quoted) {
            connection.rollback();
            if (!PLAIN_NAME.matcher(table).matches()) {
                throw quoted;
            }
            // Not known as it is written: without quotes the database folds it as it does everywhere else.
            try {
                return describe(connection, dialect, table);
            } catch (SQLException e) {
                quoted.addSuppressed(e);
                throw quoted;
            }
        }
    }

    /** Asks the database what the records of a pipeline look like, without their children. */
    static Relation of(Connection connection, Dialect dialect, Pipeline pipeline) throws SQLException, SourceException {
        Extraction extraction = pipeline.extraction();
        if (extraction.reading() instanceof Extraction.Table table) {
            return ofTable(connection, dialect, table.name());
        }
        if (extraction.reading() instanceof Extraction.Query query) {
            return ofQuery(connection, dialect, query.sql(), query.ifMissing(), ownColumns(pipeline));
        }
        throw new SourceException.Refused(
                "The pipeline names neither a table nor a query: its records are delivered by others");
    }

    /** The columns that a pipeline names; its children are no columns of its rows. */
    private static Set<String> ownColumns(Pipeline pipeline) {
        Set<String> names = pipeline.extraction().declaredNames(pipeline.key());
        pipeline.extraction().children().forEach(child -> names.remove(child.name()));
        return names;
    }

    private static Relation describe(Connection connection, Dialect dialect, String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + from + " WHERE 1 = 0")) {
            ResultSetMetaData metadata = none.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                ColumnKind kind =
                        ColumnKind.of(dialect.product(), metadata.getColumnType(i), metadata.getColumnTypeName(i));
                columns.add(new Column(metadata.getColumnLabel(i), kind));
            }
            return new Relation(from, List.copyOf(columns), true);
        }
    }

    /** The names of the columns, in the database's own letters. */
    List<String> labels() {
        return columns.stream().map(Column::label).toList();
    }

    /** Names of columns that are the same without regard to case, as they would be in a record; empty where none are. */
    Set<String> ambiguous() {
        Set<String> seen = new HashSet<>();
        return columns.stream()
                .map(column -> column.label().toLowerCase(Locale.ROOT))
                .filter(name -> !seen.add(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The place of a column in a row, from 0. */
    int index(String name) throws SourceException {
        Optional<Column> exact =
                columns.stream().filter(column -> column.label().equals(name)).findFirst();
        return columns.indexOf(exact.or(() -> columns.stream()
                        .filter(column -> column.label().equalsIgnoreCase(name))
                        .findFirst())
                .orElseThrow(() -> unknown(name)));
    }

    /** The places of columns in a row, from 0. */
    int[] indexes(List<String> names) throws SourceException {
        int[] indexes = new int[names.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = index(names.get(i));
        }
        return indexes;
    }

    /** A column, whose name is compared without regard to case unless that is ambiguous. */
    Column column(String name) throws SourceException {
        return columns.get(index(name));
    }

    /** Whether there is a column of a name, without regard to case. */
    boolean has(String name) {
        return columns.stream().anyMatch(column -> column.label().equalsIgnoreCase(name));
    }

    /** The end of a sentence that says that there is no such column. */
    String hint(String name) {
        return DidYouMean.hint(name, labels());
    }

    private SourceException unknown(String name) {
        return new SourceException.Refused("The rows have no column '%s'%s".formatted(name, hint(name)));
    }
}
