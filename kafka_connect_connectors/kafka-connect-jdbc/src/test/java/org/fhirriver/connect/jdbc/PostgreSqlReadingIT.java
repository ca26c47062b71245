package org.fhirriver.connect.jdbc;

import java.sql.SQLException;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgreSqlReadingIT extends ReadingContract {

    private static PostgreSqlDatabase database;

    @BeforeAll
    static void start() throws SQLException {
        database = PostgreSqlDatabase.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Override
    TestDatabase database() {
        return database;
    }

    @Override
    TableId id(String name) {
        return new TableId(PostgreSqlDatabase.NAME, "public", name);
    }

    @Override
    boolean knowsWriters() {
        return true;
    }

    @Override
    boolean knowsOpenTransactions() {
        return true;
    }
}
