package org.fhirriver.local.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fhirriver.local.mariadb.MariaDbCluster;

/**
 * Makes databases in MariaDB, which cannot rename one: a table of a database apart names those that are whole.
 *
 * @param cluster the server, which runs
 */
record MariaDbSamples(MariaDbCluster cluster) implements SampleServer {

    private static final String WHOLE = "river_samples.whole";

    @Override
    public Optional<Provenance> provenance(String database) throws SQLException {
        inServer("CREATE DATABASE IF NOT EXISTS river_samples");
        inServer("CREATE TABLE IF NOT EXISTS " + WHOLE + " (name VARCHAR(190) PRIMARY KEY, provenance TEXT NOT NULL)");
        String sql = "SELECT provenance FROM " + WHOLE + " JOIN information_schema.schemata ON schema_name = name"
                + " WHERE name = ?";
        try (Connection connection = cluster.connect("");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, database);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(Provenance.parse(rows.getString(1))) : Optional.empty();
            }
        }
    }

    @Override
    public Connection begin(String database) throws SQLException {
        try (Connection connection = cluster.connect("");
                PreparedStatement statement = connection.prepareStatement("DELETE FROM " + WHOLE + " WHERE name = ?")) {
            statement.setString(1, database);
            statement.executeUpdate();
        }
        inServer("DROP DATABASE IF EXISTS " + quoted(database));
        inServer("CREATE DATABASE " + quoted(database));
        Connection connection = cluster.connect(database + "?allowMultiQueries=true&useBulkStmts=true");
        connection.setAutoCommit(false);
        return connection;
    }

    /** Rows may refer to one another in a circle. */
    @Override
    public void run(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET FOREIGN_KEY_CHECKS = 0");
            statement.execute(schema);
            while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
                // Each statement has a result, or an error that is thrown here.
            }
            // Schemas that switch it off switch it on again at their end.
            statement.execute("SET FOREIGN_KEY_CHECKS = 0");
        }
    }

    @Override
    public Map<String, Set<String>> tables(Connection connection) throws SQLException {
        String sql = """
                SELECT c.table_name, c.column_name
                FROM information_schema.columns c
                JOIN information_schema.tables t USING (table_schema, table_name)
                WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
                ORDER BY c.table_name, c.ordinal_position
                """;
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1).toLowerCase(Locale.ROOT), name -> new LinkedHashSet<>())
                        .add(rows.getString(2).toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    @Override
    public RowSink open(Connection connection, String table, List<String> columns) throws SQLException {
        String names = columns.stream().map(MariaDbSamples::quoted).collect(Collectors.joining(", "));
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        return new Inserts(
                connection.prepareStatement("INSERT INTO %s (%s) VALUES (%s)".formatted(quoted(table), names, places)));
    }

    /** Rows in batches of inserts. */
    private static final class Inserts implements RowSink {

        private static final int BATCH = 1_000;

        private final PreparedStatement statement;
        private int waiting;

        Inserts(PreparedStatement statement) {
            this.statement = statement;
        }

        @Override
        public void add(List<String> fields) throws SQLException {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).isEmpty()) {
                    statement.setNull(i + 1, Types.VARCHAR);
                } else {
                    statement.setString(i + 1, fields.get(i));
                }
            }
            statement.addBatch();
            waiting++;
            if (waiting == BATCH) {
                flush();
            }
        }

        private void flush() throws SQLException {
            statement.executeBatch();
            waiting = 0;
        }

        @Override
        public void close() throws SQLException {
            try (statement) {
                if (waiting > 0) {
                    flush();
                }
            }
        }
    }

    /** The server does so by itself. */
    @Override
    public void analyze(Connection connection) {}

    @Override
    public void end(String database, Provenance provenance) throws SQLException {
        try (Connection connection = cluster.connect("");
                PreparedStatement statement = connection.prepareStatement("INSERT INTO " + WHOLE + " VALUES (?, ?)")) {
            statement.setString(1, database);
            statement.setString(2, provenance.text());
            statement.executeUpdate();
        }
    }

    /** MariaDB's own message may hold a value. */
    @Override
    public SampleProblem explain(String file, SQLException failure) {
        return new SampleProblem("%s cannot be loaded: MariaDB refuses a row (error %d, %s)"
                .formatted(file, failure.getErrorCode(), failure.getSQLState()));
    }

    @Override
    public SampleProblem explainSchema(Path schema, SQLException failure) {
        return new SampleProblem(schema + ": " + failure.getMessage());
    }

    private void inServer(String sql) throws SQLException {
        try (Connection connection = cluster.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }
}
