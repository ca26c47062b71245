package org.fhirriver.connect.jdbc.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.connect.jdbc.settings.Isolation;
import org.fhirriver.connect.jdbc.settings.TableId;

/** PostgreSQL, where every row tells the transaction that wrote it, and a snapshot which ones are open. */
final class PostgreSqlDialect implements Dialect {

    private static final String LOOK = """
            SELECT txid_snapshot_xmin(s.snapshot), txid_snapshot_xmax(s.snapshot), now()
            FROM (SELECT txid_current_snapshot() AS snapshot) AS s""";

    private static final String KIND = """
            SELECT c.relkind::text
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ?""";

    private static final String PARTITIONS = """
            SELECT current_database(), n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relispartition""";

    /** A row's xmin has 32 bits of the transaction's 64: the later of two is the one that is less than half a round ahead. */
    private static final String WRITTEN_SINCE = "((xmin::text::bigint - ?) & 4294967295) < 2147483648";

    @Override
    public Map<String, String> driverProperties() {
        return Map.of("tcpKeepAlive", "true", "ApplicationName", "kafka-connect-jdbc");
    }

    @Override
    public Optional<Isolation> isolation() {
        return Optional.of(Isolation.REPEATABLE_READ);
    }

    @Override
    public int typeOf(int reported, String typeName, int precision) {
        return switch (typeName) {
            case "bool" -> Types.BOOLEAN;
            case "bit", "varbit", "money" -> Types.OTHER;
            case "timestamptz" -> Types.TIMESTAMP_WITH_TIMEZONE;
            case "timetz" -> Types.TIME_WITH_TIMEZONE;
            default -> reported;
        };
    }

    @Override
    public Sight look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(LOOK)) {
            result.next();
            return new Sight(result.getLong(1), result.getLong(2), true, Dialect.instant(result, 3));
        }
    }

    @Override
    public Optional<String> writtenSince(Connection connection, TableId table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KIND)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet result = statement.executeQuery()) {
                // Tables, partitioned ones too, have the column; views and foreign tables have not.
                boolean has = result.next() && List.of("r", "p").contains(result.getString(1));
                return has ? Optional.of(WRITTEN_SINCE) : Optional.empty();
            }
        }
    }

    @Override
    public List<String> tableTypes(List<String> types) {
        var all = new ArrayList<>(types);
        if (types.contains("TABLE")) {
            all.add("PARTITIONED TABLE");
        }
        return all;
    }

    @Override
    public Set<TableId> parts(Connection connection) throws SQLException {
        var parts = new HashSet<TableId>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(PARTITIONS)) {
            while (result.next()) {
                parts.add(new TableId(result.getString(1), result.getString(2), result.getString(3)));
            }
        }
        return parts;
    }
}
