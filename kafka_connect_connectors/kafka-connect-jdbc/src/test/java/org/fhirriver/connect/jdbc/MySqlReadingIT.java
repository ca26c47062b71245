package org.fhirriver.connect.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.fhirriver.test.MySqlForTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class MySqlReadingIT extends ReadingContract {

    private static MySqlForTests server;
    private static String url;

    @BeforeAll
    static void start() throws SQLException {
        server = MySqlForTests.startReal();
        url = server.createDatabase(MariaDatabase.NAME);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    TestDatabase database() {
        return new MySqlDatabase();
    }

    @Override
    TableId id(String name) {
        return new TableId(server.nameOf(MariaDatabase.NAME), null, name);
    }

    @Override
    boolean knowsWriters() {
        return false;
    }

    @Override
    boolean knowsOpenTransactions() {
        return true;
    }

    private static final class MySqlDatabase implements TestDatabase {

        @Override
        public Map<String, String> configuration() {
            return Map.of(
                    "connection.url", url, "connection.user", server.user(), "connection.password", server.password());
        }

        @Override
        public Connection connect() throws SQLException {
            return server.connect(MariaDatabase.NAME);
        }
    }
}
