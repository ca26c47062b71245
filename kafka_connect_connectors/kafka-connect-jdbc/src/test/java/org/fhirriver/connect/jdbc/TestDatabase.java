package org.fhirriver.connect.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database for tests. */
interface TestDatabase extends AutoCloseable {

    /** The configuration that leads to it. */
    Map<String, String> configuration();

    /** A connection that commits each statement. */
    Connection connect() throws SQLException;

    /** Runs statements, each in its own transaction. */
    default void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    default void close() {}
}
