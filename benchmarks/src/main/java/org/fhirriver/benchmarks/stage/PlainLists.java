package org.fhirriver.benchmarks.stage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query and the queries of its lists, each once and by a cursor, and sends the rows with their lists in them.
 *
 * <p>Each query's first column is the number of the record, and its rows come in the order of these numbers.
 */
public final class PlainLists {

    private static final int FETCHED = 2_000;

    private PlainLists() {}

    /** Takes the database's address, its user, the topic, the query, and a name and a query for each list. */
    public static void main(String[] arguments) throws SQLException {
        try (PlainRows out = new PlainRows(arguments[2]);
                Cursor rows = new Cursor(arguments, arguments[3])) {
            List<String> names = new ArrayList<>(rows.names());
            List<Cursor> lists = new ArrayList<>();
            for (int list = 4; list < arguments.length; list += 2) {
                names.add(arguments[list]);
                lists.add(new Cursor(arguments, arguments[list + 1]));
            }
            lists.forEach(Cursor::next);
            List<@Nullable Object> values = new ArrayList<>();
            while (rows.next()) {
                values.clear();
                values.addAll(rows.values());
                for (Cursor list : lists) {
                    values.add(new PlainRows.Rows(list.names(), list.of(rows.number())));
                }
                out.send(names, values);
            }
            lists.forEach(Cursor::close);
        }
    }

    /** The rows of a query, one after the other. */
    private static final class Cursor implements AutoCloseable {

        private final Connection connection;
        private final Statement statement;
        private final ResultSet rows;
        private final List<String> names = new ArrayList<>();
        private boolean there;

        Cursor(String[] arguments, String query) throws SQLException {
            connection = DriverManager.getConnection(arguments[0], arguments[1], "");
            connection.setAutoCommit(false);
            statement = connection.createStatement();
            statement.setFetchSize(FETCHED);
            rows = statement.executeQuery(query);
            ResultSetMetaData columns = rows.getMetaData();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                names.add(columns.getColumnLabel(column));
            }
        }

        List<String> names() {
            return names;
        }

        boolean next() {
            try {
                there = rows.next();
                return there;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        int number() throws SQLException {
            return rows.getInt(1);
        }

        List<@Nullable Object> values() throws SQLException {
            List<@Nullable Object> values = new ArrayList<>(names.size());
            for (int column = 1; column <= names.size(); column++) {
                values.add(rows.getObject(column));
            }
            return values;
        }

        /** The rows of a record; the cursor stands at the first of the next one then. */
        List<List<@Nullable Object>> of(int record) throws SQLException {
            List<List<@Nullable Object>> own = new ArrayList<>();
            while (there && number() == record) {
                own.add(values());
                next();
            }
            return own;
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
