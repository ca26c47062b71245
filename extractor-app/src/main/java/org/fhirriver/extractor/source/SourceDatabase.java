package org.fhirriver.extractor.source;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.fhirriver.kit.settings.Secret;

/** A source database and a small pool of connections to it, which read and never write. */
public final class SourceDatabase implements AutoCloseable {

    /** Two for each reading that may go on at a time, so that none waits for its second while others hold their first. */
    private static final int CONNECTIONS = 48;

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration UNUSED = Duration.ofSeconds(60);
    /**
     * Has MySQL and MariaDB use an index for long lists of values: they estimate a list of more than 200 from the number
     * of distinct values, and MariaDB makes one of 1,000 a table; both may end in reading everything. What follows
     * {@code /*M!} is for MariaDB alone.
     */
    private static final String LONG_LISTS =
            "SET SESSION eq_range_index_dive_limit = 0 /*M!100318 , in_predicate_conversion_threshold = 0 */";

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
        HikariConfig config = new HikariConfig();
        config.setPoolName("source-" + name);
        config.setJdbcUrl(known(name, url));
        config.setUsername(user);
        config.setPassword(password.reveal());
        config.setAutoCommit(false);
        config.setReadOnly(true);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setIdleTimeout(UNUSED.toMillis());
        config.setConnectionTimeout(ANSWERS_WITHIN.toMillis());
        config.setInitializationFailTimeout(-1);
        boolean mariadb = url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:");
        if (mariadb) {
            config.setConnectionInitSql(LONG_LISTS);
        }
        if (mariadb || url.startsWith("jdbc:postgresql:")) {
            // The pool would ask its first connection for the usual isolation, and if just that one breaks at it, would
            // never make another. Each statement shows what is committed when it begins.
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        }
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

    /** The address as one of the drivers here knows it: MariaDB's speaks to MySQL as well, once it is told to. */
    private static String known(String name, String url) throws SourceException {
        if (hasDriver(url)) {
            return url;
        }
        String mysql = url + (url.indexOf('?') < 0 ? "?" : "&") + "permitMysqlScheme";
        if (url.startsWith("jdbc:mysql:") && hasDriver(mysql)) {
            return mysql;
        }
        boolean jdbc = url.startsWith("jdbc:") && url.indexOf(':', 5) > 0;
        throw new SourceException.Refused("The address of the database '%s' is not one that a driver here knows%s"
                .formatted(name, jdbc ? ": " + url.substring(0, url.indexOf(':', 5) + 1) : ""));
    }

    private static boolean hasDriver(String url) {
        return DriverManager.drivers().anyMatch(driver -> accepts(driver, url));
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }
}
