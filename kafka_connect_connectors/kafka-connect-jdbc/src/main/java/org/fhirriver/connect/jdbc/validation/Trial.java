package org.fhirriver.connect.jdbc.validation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.fhirriver.connect.jdbc.database.Database;
import org.fhirriver.connect.jdbc.database.Failures;
import org.fhirriver.connect.jdbc.database.Tables;
import org.fhirriver.connect.jdbc.reading.Source;
import org.fhirriver.connect.jdbc.reading.TableReaders;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.Keys;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.fhirriver.connect.kit.validation.Problems;

/** Connects to the database and looks whether it has what the configuration names. */
final class Trial {

    private Trial() {}

    static void run(JdbcSettings settings, Problems problems) {
        if (!Database.hasDriver(settings.database().url())) {
            problems.add(Keys.CONNECTION_URL, "No driver for this URL is in the connector's plugin folder");
            return;
        }
        var database = new Database(settings.database());
        try (Connection connection = database.open()) {
            for (Source source : sources(settings, database, connection)) {
                try {
                    TableReaders.inspect(source, settings, database.dialect(), connection);
                } catch (ConnectException e) {
                    problems.add(keyOf(e), String.valueOf(e.getMessage()));
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            problems.add(keyOf(e, settings), Failures.describe("Trying the connection", e));
        }
    }

    private static List<Source> sources(JdbcSettings settings, Database database, Connection connection)
            throws SQLException {
        if (settings.reading().isQuery()) {
            return List.of(Source.ofQuery(settings));
        }
        List<TableId> tables = new Tables(settings.tables(), database.dialect()).find(connection);
        return tables.stream().map(table -> Source.of(table, settings)).toList();
    }

    /** A problem with a column begins with its key. */
    private static String keyOf(ConnectException problem) {
        String message = String.valueOf(problem.getMessage());
        return JdbcSettings.keys().names().stream()
                .filter(key -> message.startsWith(key + ":"))
                .findFirst()
                .orElse(Keys.MODE);
    }

    private static String keyOf(SQLException failure, JdbcSettings settings) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("28")) {
            return Keys.CONNECTION_PASSWORD;
        }
        boolean ofQuery = settings.reading().isQuery() && (state.startsWith("42") || state.startsWith("22"));
        return ofQuery ? Keys.QUERY : Keys.CONNECTION_URL;
    }
}
