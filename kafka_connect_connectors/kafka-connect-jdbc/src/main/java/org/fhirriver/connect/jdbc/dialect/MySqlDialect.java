package org.fhirriver.connect.jdbc.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.connect.jdbc.settings.Isolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MySQL and MariaDB. */
final class MySqlDialect implements Dialect {

    private static final Logger log = LoggerFactory.getLogger(MySqlDialect.class);

    /** How old the oldest transaction is that has locks, and so may have written; InnoDB lists it in the server's own time. */
    private static final String OLDEST = """
            SELECT TIMESTAMPDIFF(SECOND, MIN(trx_started), CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', 'SYSTEM'))
            FROM information_schema.innodb_trx
            WHERE trx_lock_structs > 0 OR trx_rows_modified > 0""";

    /** InnoDB's list may be so old, and its times are whole seconds. */
    private static final long INACCURACY_MILLIS = 2_000;

    private boolean mayAsk = true;

    @Override
    public Map<String, String> driverProperties() {
        return Map.of("tcpKeepAlive", "true", "connectionTimeZone", "UTC");
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // TIMESTAMP columns are moments that are shown in the session's zone.
            statement.execute("SET time_zone = '+00:00'");
            // The server drops a reader that pauses for longer while rows stream.
            statement.execute("SET net_write_timeout = 3600");
        }
    }

    @Override
    public Optional<Isolation> isolation() {
        return Optional.of(Isolation.REPEATABLE_READ);
    }

    @Override
    public Temporals temporals() {
        return new MySqlTimes();
    }

    @Override
    public int typeOf(int reported, String typeName, int precision) {
        String name = typeName.toUpperCase(Locale.ROOT);
        if (name.startsWith("TIMESTAMP")) {
            return Types.TIMESTAMP_WITH_TIMEZONE;
        }
        if (name.startsWith("YEAR")) {
            return Types.SMALLINT;
        }
        if (name.startsWith("BIT") && precision > 1) {
            return Types.VARBINARY;
        }
        return Dialect.super.typeOf(reported, typeName, precision);
    }

    @Override
    public Sight look(Connection connection) throws SQLException {
        Instant now = now(connection);
        if (!mayAsk) {
            return Sight.uninformed(now);
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(OLDEST)) {
            result.next();
            long age = result.getLong(1);
            long started = result.wasNull() ? now.toEpochMilli() : now.toEpochMilli() - age * 1000;
            return new Sight(started - INACCURACY_MILLIS, now.toEpochMilli(), true, now);
        } catch (SQLException e) {
            log.info(
                    "The user may not see which transactions are open (privilege PROCESS); the overlap is by time alone");
            mayAsk = false;
            return Sight.uninformed(now);
        }
    }

    private static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT UTC_TIMESTAMP(6)")) {
            result.next();
            return result.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }

    @Override
    public Optional<String> catalog(Connection connection) throws SQLException {
        return Optional.ofNullable(connection.getCatalog());
    }
}
