package org.fhirriver.capture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table that random changes may be made to.
 *
 * @param name its name
 * @param key its primary key, a number
 * @param identities other columns that identify a row: never changed, and new in a new row
 * @param columns all columns with their types of JDBC
 */
record Table(String name, String key, Set<String> identities, Map<String, Integer> columns) {

    /** Looks at a table of a database. */
    static Table of(Connection connection, String name, String key, Set<String> identities) throws SQLException {
        Map<String, Integer> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery("SELECT * FROM " + name + " WHERE 1 = 0")) {
            var metadata = nothing.getMetaData();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                columns.put(metadata.getColumnName(i), metadata.getColumnType(i));
            }
        }
        return new Table(name, key, identities, columns);
    }

    /** The columns that may change. */
    List<String> changeable() {
        return columns.keySet().stream()
                .filter(column -> !column.equals(key) && !identities.contains(column))
                .toList();
    }

    boolean isText(String column) {
        int type = columns.getOrDefault(column, Types.NULL);
        return type == Types.VARCHAR || type == Types.LONGVARCHAR || type == Types.CHAR;
    }

    /** What voids or retires a row, where there is such a column. */
    List<String> voiding() {
        return List.of("voided", "retired").stream()
                .filter(columns::containsKey)
                .toList();
    }
}
