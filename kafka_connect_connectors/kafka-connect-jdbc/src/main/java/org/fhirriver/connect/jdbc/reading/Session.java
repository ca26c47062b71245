package org.fhirriver.connect.jdbc.reading;

import java.sql.Connection;
import java.sql.SQLException;
import org.fhirriver.connect.jdbc.database.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection of a task, made anew when it is lost. */
final class Session implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final Database database;
    private volatile @Nullable Connection connection;

    Session(Database database) {
        this.database = database;
    }

    /** Whether there is a connection. */
    boolean isOpen() {
        return connection != null;
    }

    /** The connection, opened if need be. */
    Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.open();
            connection = open;
        }
        return open;
    }

    /** Cuts the connection, whatever it is doing; rows that stream in are not waited for. */
    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try {
            open.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            log.debug(
                    "The connection was cut in a way that the driver did not like: {}",
                    e.getClass().getName());
        }
    }
}
