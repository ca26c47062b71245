package org.fhirriver.benchmarks.stage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a query with a cursor and sends its rows. */
public final class PlainQuery {

    private static final int FETCHED = 2_000;

    private PlainQuery() {}

    /** Takes the database's address, its user, the query and the topic. */
    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection(arguments[0], arguments[1], "");
                PlainRows out = new PlainRows(arguments[3])) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCHED);
                try (ResultSet rows = statement.executeQuery(arguments[2])) {
                    copy(rows, out);
                }
            }
        }
    }

    private static void copy(ResultSet rows, PlainRows out) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            names.add(rows.getMetaData().getColumnLabel(column));
        }
        List<@Nullable Object> values = new ArrayList<>();
        while (rows.next()) {
            values.clear();
            for (int column = 1; column <= names.size(); column++) {
                values.add(rows.getObject(column));
            }
            out.send(names, values);
        }
    }
}
