package org.fhirriver.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Random changes of a database, a few in each transaction, of which some are rolled back.
 *
 * <p>A column takes a value that it has in another row, so that what comes out is a row as the application might have
 * written it; names are made up. What the database refuses, such as a deletion of a row that others refer to, is left
 * out.
 */
final class History {

    private static final int STEPS_A_TRANSACTION = 4;

    private final Connection connection;
    private final List<Table> tables;
    /** Columns that hold names, as people change them. */
    private final Set<String> names;

    private final Random random;
    private int made;

    History(Connection connection, List<Table> tables, Set<String> names, long seed) throws SQLException {
        this.connection = connection;
        this.tables = List.copyOf(tables);
        this.names = Set.copyOf(names);
        this.random = new Random(seed);
        connection.setAutoCommit(false);
    }

    /** Makes changes until so many have been made. */
    void make(int steps) throws SQLException {
        int end = made + steps;
        while (made < end) {
            int before = made;
            for (int i = random.nextInt(STEPS_A_TRANSACTION) + 1; i > 0; i--) {
                step();
            }
            if (random.nextInt(10) == 0) {
                connection.rollback();
                made = before;
            } else {
                connection.commit();
            }
        }
    }

    private void step() throws SQLException {
        Table table = any(tables);
        Savepoint before = connection.setSavepoint();
        try {
            made += change(table);
        } catch (SQLException e) {
            // A key is there already, a value is missing, or others refer to the row.
            connection.rollback(before);
        }
    }

    private int change(Table table) throws SQLException {
        Optional<Object> row = anyKey(table);
        int kind = random.nextInt(10);
        if (row.isEmpty()) {
            return 0;
        }
        if (kind == 0) {
            return update("DELETE FROM %s WHERE %s = ?".formatted(table.name(), table.key()), row.get());
        }
        if (kind <= 2) {
            return copy(table, row.get());
        }
        if (kind <= 4 && !table.voiding().isEmpty()) {
            String column = table.voiding().get(0);
            return update(
                    "UPDATE %1$s SET %2$s = 1 - %2$s WHERE %3$s = ?".formatted(table.name(), column, table.key()),
                    row.get());
        }
        String column = any(table.changeable());
        Object value = names.contains(column) && table.isText(column)
                ? "Name " + random.nextInt(1_000_000)
                : valueOf(table, column, anyKey(table).orElseThrow());
        return update(
                "UPDATE %s SET %s = ? WHERE %s = ?".formatted(table.name(), column, table.key()), value, row.get());
    }

    /** A new row as another one is, but for what identifies it. */
    private int copy(Table table, Object row) throws SQLException {
        var values = new ArrayList<Object>();
        for (String column : table.columns().keySet()) {
            boolean identifies =
                    column.equals(table.key()) || table.identities().contains(column);
            values.add(identifies ? fresh(table, column) : valueOf(table, column, row));
        }
        return update(
                "INSERT INTO %s (%s) VALUES (%s)"
                        .formatted(
                                table.name(),
                                String.join(", ", table.columns().keySet()),
                                String.join(
                                        ", ", values.stream().map(value -> "?").toList())),
                values.toArray());
    }

    private Object fresh(Table table, String column) throws SQLException {
        if (table.isText(column)) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT MAX(%s) + 1 FROM %s".formatted(column, table.name()))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Object valueOf(Table table, String column, Object row) throws SQLException {
        String sql = "SELECT %s FROM %s WHERE %s = ?".formatted(column, table.name(), table.key());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, row);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1);
            }
        }
    }

    private Optional<Object> anyKey(Table table) throws SQLException {
        var keys = new ArrayList<Object>();
        String sql = "SELECT %1$s FROM %2$s ORDER BY %1$s".formatted(table.key(), table.name());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                keys.add(rows.getObject(1));
            }
        }
        return keys.isEmpty() ? Optional.empty() : Optional.of(any(keys));
    }

    private int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
