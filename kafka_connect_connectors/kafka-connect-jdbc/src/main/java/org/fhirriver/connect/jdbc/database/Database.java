package org.fhirriver.connect.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.fhirriver.connect.jdbc.dialect.Dialect;
import org.fhirriver.connect.jdbc.dialect.Dialects;
import org.fhirriver.connect.jdbc.settings.DatabaseSettings;
import org.fhirriver.connect.jdbc.settings.Isolation;

/** A database that connections can be opened to. */
public final class Database {

    private final DatabaseSettings settings;
    private final Dialect dialect;

    public Database(DatabaseSettings settings) {
        this.settings = settings;
        this.dialect = Dialects.of(settings);
    }

    /** Whether there is a driver for a URL. */
    public static boolean hasDriver(String url) {
        return Drivers.know(url);
    }

    /** The database's dialect. */
    public Dialect dialect() {
        return dialect;
    }

    /** Opens a connection for reading: one transaction a read, in the isolation that was asked for. */
    public Connection open() throws SQLException {
        Connection connection = Drivers.connect(settings.url(), properties());
        try {
            dialect.prepare(connection);
            connection.setReadOnly(true);
            Isolation isolation = settings.isolation() == Isolation.DEFAULT
                    ? dialect.isolation().orElse(Isolation.DEFAULT)
                    : settings.isolation();
            if (isolation != Isolation.DEFAULT) {
                connection.setTransactionIsolation(isolation.jdbc());
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Properties properties() {
        var properties = new Properties();
        properties.putAll(dialect.driverProperties());
        properties.putAll(settings.driverProperties());
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password().value());
        }
        return properties;
    }
}
