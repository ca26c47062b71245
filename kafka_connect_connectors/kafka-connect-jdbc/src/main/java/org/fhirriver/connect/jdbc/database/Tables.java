package org.fhirriver.connect.jdbc.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fhirriver.connect.jdbc.dialect.Dialect;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.fhirriver.connect.jdbc.settings.TableSettings;
import org.jspecify.annotations.Nullable;

/** Finds the tables that are to be read. */
public final class Tables {

    private static final Comparator<TableId> BY_NAME = Comparator.comparing(TableId::encoded);

    private final TableSettings settings;
    private final Dialect dialect;

    public Tables(TableSettings settings, Dialect dialect) {
        this.settings = settings;
        this.dialect = dialect;
    }

    /** The tables that the configuration wants and the database has, in the order of their names. */
    public List<TableId> find(Connection connection) throws SQLException {
        var tables = new TreeSet<TableId>(BY_NAME);
        Set<TableId> parts = dialect.parts(connection);
        String[] types = dialect.tableTypes(settings.types()).toArray(String[]::new);
        try (ResultSet found =
                connection.getMetaData().getTables(catalog(connection), settings.schemaPattern(), "%", types)) {
            while (found.next()) {
                var table = new TableId(found.getString(1), found.getString(2), found.getString(3));
                if (!isSystem(table.schema()) && !parts.contains(table) && settings.wants(table)) {
                    tables.add(table);
                }
            }
        }
        return List.copyOf(tables);
    }

    private @Nullable String catalog(Connection connection) throws SQLException {
        return settings.catalogPattern() != null
                ? settings.catalogPattern()
                : dialect.catalog(connection).orElse(null);
    }

    private boolean isSystem(@Nullable String schema) {
        return schema != null
                && settings.schemaPattern() == null
                && dialect.systemSchemas().contains(schema);
    }

    /** The columns of a table's primary key, in its order; none when it has no such key. */
    public static List<String> primaryKey(Connection connection, TableId table) throws SQLException {
        var columns = new TreeMap<Short, String>();
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet keys = data.getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
            while (keys.next()) {
                columns.put(keys.getShort("KEY_SEQ"), keys.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }
}
