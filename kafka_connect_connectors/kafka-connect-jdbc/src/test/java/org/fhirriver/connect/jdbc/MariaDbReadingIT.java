package org.fhirriver.connect.jdbc;

import org.fhirriver.connect.jdbc.settings.TableId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MariaDbReadingIT extends ReadingContract {

    private static MariaDatabase database;

    @BeforeAll
    static void start() {
        database = MariaDatabase.start();
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
        return new TableId(MariaDatabase.NAME, null, name);
    }

    @Override
    boolean knowsWriters() {
        return false;
    }

    @Override
    boolean knowsOpenTransactions() {
        return true;
    }
}
