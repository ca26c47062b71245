package org.fhirriver.connect.jdbc;

import org.fhirriver.connect.jdbc.settings.TableId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class H2ReadingTest extends ReadingContract {

    private static H2Database database;

    @BeforeAll
    static void start() {
        database = new H2Database();
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
        return new TableId(null, "public", name);
    }

    @Override
    boolean knowsWriters() {
        return false;
    }

    @Override
    boolean knowsOpenTransactions() {
        return false;
    }
}
