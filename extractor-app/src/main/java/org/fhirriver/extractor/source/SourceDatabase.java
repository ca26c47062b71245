package org.fhirriver.extractor.source;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.fhirriver.kit.settings.Secret;

/** A source database and a small pool of connections to it, which read and never write. */
public final class SourceDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration UNUSED = Duration.ofSeconds(60);

    private final String name;
    private final HikariDataSource pool;

    private SourceDatabase(String name, HikariDataSource pool) {
        this.name = name;
        this.pool = pool;
    }

    /**
     * A database that is connected to when it is first asked.
     *
     * @param name the system's name
     * @param url its JDBC address
     */
    public static SourceDatabase at(String name, String url, String user, Secret password) throws SourceException {
        requireDriver(name, url);
        HikariConfig config = new HikariConfig();
        config.setPoolName("source-" + name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password.reveal());
        config.setAutoCommit(false);
        config.setReadOnly(true);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(UNUSED.toMillis());
        config.setConnectionTimeout(ANSWERS_WITHIN.toMillis());
        config.setInitializationFailTimeout(-1);
        return new SourceDatabase(name, new HikariDataSource(config));
    }

    /** The system's name. */
    public String name() {
        return name;
    }

    /** A connection out of the pool, without auto-commit; closing it gives it back. */
    Connection connect() throws SourceException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw SourceException.notConnected(name, e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static void requireDriver(String name, String url) throws SourceException {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            String scheme = url.startsWith("jdbc:") ? url.substring(0, url.indexOf(':', 5) + 1) : "";
            throw new SourceException.Refused("The address of the database '%s' is not one that a driver here knows%s"
                    .formatted(name, scheme.isEmpty() ? "" : ": " + scheme));
        }
    }
}
