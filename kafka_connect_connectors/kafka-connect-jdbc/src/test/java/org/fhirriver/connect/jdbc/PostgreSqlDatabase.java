package org.fhirriver.connect.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.fhirriver.test.PostgresForTests;

/** A PostgreSQL server of its own. */
final class PostgreSqlDatabase implements TestDatabase {

    /** The database's name. */
    static final String NAME = "source";

    private final PostgresForTests server;

    private PostgreSqlDatabase(PostgresForTests server) {
        this.server = server;
    }

    static PostgreSqlDatabase start() throws SQLException {
        PostgresForTests server = PostgresForTests.start();
        server.createDatabase(NAME);
        return new PostgreSqlDatabase(server);
    }

    @Override
    public Map<String, String> configuration() {
        return Map.of(
                "connection.url", server.jdbcUrl(NAME),
                "connection.user", server.user(),
                "connection.password", server.password(),
                "schema.pattern", "public");
    }

    @Override
    public Connection connect() throws SQLException {
        return server.connect(NAME);
    }

    @Override
    public void close() {
        server.close();
    }
}
