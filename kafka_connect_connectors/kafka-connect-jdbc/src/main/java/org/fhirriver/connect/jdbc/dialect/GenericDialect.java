package org.fhirriver.connect.jdbc.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/** For databases that the connector does not know: plain SQL and the oldest parts of JDBC. */
final class GenericDialect implements Dialect {

    private final Clock clock;

    GenericDialect(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Temporals temporals() {
        return new CalendarTimes();
    }

    @Override
    public Sight look(Connection connection) throws SQLException {
        try {
            return Dialect.super.look(connection);
        } catch (SQLException e) {
            // Not every database takes a SELECT without a table; then this machine's clock has to do.
            connection.rollback();
            return Sight.uninformed(clock.instant());
        }
    }
}
