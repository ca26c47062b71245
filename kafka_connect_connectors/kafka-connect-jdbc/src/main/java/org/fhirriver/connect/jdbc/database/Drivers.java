package org.fhirriver.connect.jdbc.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the driver for a URL, in the connector's own folder first, since Connect isolates plugins. */
final class Drivers {

    private static final String MYSQL = "jdbc:mysql:";
    private static final String AS_MARIADB = "permitMysqlScheme";

    private Drivers() {}

    static Connection connect(String url, Properties properties) throws SQLException {
        String known = withMariaDbFor(url);
        Driver driver = find(known)
                .orElseThrow(() -> new SQLException("No driver for this URL is in the connector's folder", "08001"));
        Connection connection = driver.connect(known, properties);
        if (connection == null) {
            throw new SQLException("The driver does not take the URL", "08001");
        }
        return connection;
    }

    /** Whether there is a driver for a URL. */
    static boolean know(String url) {
        return find(withMariaDbFor(url)).isPresent();
    }

    /** MariaDB's driver serves MySQL too when it is told to; MySQL's own is used where someone has put it there. */
    private static String withMariaDbFor(String url) {
        if (!url.startsWith(MYSQL) || find(url).isPresent()) {
            return url;
        }
        return url + (url.indexOf('?') < 0 ? "?" : "&") + AS_MARIADB;
    }

    private static Optional<Driver> find(String url) {
        Iterator<Driver> drivers =
                ServiceLoader.load(Driver.class, Drivers.class.getClassLoader()).iterator();
        while (true) {
            try {
                if (!drivers.hasNext()) {
                    break;
                }
                Driver driver = drivers.next();
                if (driver.acceptsURL(url)) {
                    return Optional.of(driver);
                }
            } catch (ServiceConfigurationError | SQLException e) {
                // A driver that does not load is no driver for this URL.
            }
        }
        return DriverManager.drivers().filter(driver -> accepts(driver, url)).findFirst();
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }
}
