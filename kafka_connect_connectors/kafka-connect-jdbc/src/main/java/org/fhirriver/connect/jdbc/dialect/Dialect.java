package org.fhirriver.connect.jdbc.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.connect.jdbc.settings.Isolation;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.jspecify.annotations.Nullable;

/** What the connector has to know of a kind of database beyond JDBC; this is what holds for most. */
public interface Dialect {

    /** What the driver is told unless the configuration says otherwise. */
    default Map<String, String> driverProperties() {
        return Map.of();
    }

    /** Sets up a new connection. */
    default void prepare(Connection connection) throws SQLException {}

    /** The isolation for reading, where the configuration leaves it open; empty: the server's default. */
    default Optional<Isolation> isolation() {
        return Optional.empty();
    }

    /** How values of time are read and bound. */
    default Temporals temporals() {
        return new JavaTimes();
    }

    /** The JDBC type that a column really has, for drivers that report another one. */
    default int typeOf(int reported, String typeName, int precision) {
        return reported == Types.BIT && precision <= 1 ? Types.BOOLEAN : reported;
    }

    /** Looks at what is open, as the first statement of the transaction that then reads. */
    default Sight look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
            result.next();
            return Sight.uninformed(instant(result, 1));
        }
    }

    /**
     * The SQL condition, with one parameter, that holds for the rows written by transactions of a number or above.
     *
     * @return empty where rows do not tell who wrote them
     */
    default Optional<String> writtenSince(Connection connection, TableId table) throws SQLException {
        return Optional.empty();
    }

    /** The kinds of tables as this database calls them. */
    default List<String> tableTypes(List<String> types) {
        return types;
    }

    /** The catalog to look for tables in, where the configuration leaves it open; empty: any. */
    default Optional<String> catalog(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** The schemas that hold the database's own tables. */
    default Set<String> systemSchemas() {
        return Set.of("INFORMATION_SCHEMA", "information_schema", "pg_catalog", "sys", "SYS");
    }

    /** Tables that are parts of others and have no life of their own. */
    default Set<TableId> parts(Connection connection) throws SQLException {
        return Set.of();
    }

    /** The columns of a table whose values the database itself increments. */
    default Set<String> incremented(Connection connection, TableId table) throws SQLException {
        var names = new HashSet<String>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet columns =
                data.getColumns(table.catalog(), escape(data, table.schema()), escape(data, table.name()), "%")) {
            while (columns.next()) {
                if ("YES".equals(columns.getString("IS_AUTOINCREMENT"))) {
                    names.add(columns.getString("COLUMN_NAME"));
                }
            }
        }
        return names;
    }

    private static @Nullable String escape(DatabaseMetaData data, @Nullable String name) throws SQLException {
        if (name == null) {
            return null;
        }
        String escape = data.getSearchStringEscape();
        return name.replace("_", escape + "_").replace("%", escape + "%");
    }

    /** A moment in a result, whatever the driver makes of it. */
    static Instant instant(ResultSet result, int column) throws SQLException {
        try {
            return result.getObject(column, OffsetDateTime.class).toInstant();
        } catch (SQLException e) {
            return result.getTimestamp(column).toInstant();
        }
    }
}
