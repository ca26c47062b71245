package org.fhirriver.local.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fhirriver.local.postgres.PostgresCluster;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Makes databases in PostgreSQL: each grows under another name, which only the last step changes.
 *
 * @param cluster the server, which runs
 */
record PostgresSamples(PostgresCluster cluster) implements SampleServer {

    @Override
    public Optional<Provenance> provenance(String database) throws SQLException {
        String sql = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ?";
        try (Connection connection = cluster.connect("postgres");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, database);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                String comment = rows.getString(1);
                return Optional.of(Provenance.parse(comment == null ? "" : comment));
            }
        }
    }

    @Override
    public Connection begin(String database) throws SQLException {
        String growing = growing(database);
        drop(growing);
        inServer("CREATE DATABASE " + quoted(growing));
        Connection connection = cluster.connect(growing);
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public void run(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(schema);
        }
    }

    /** In the order in which the schema makes them: parents first. */
    @Override
    public Map<String, Set<String>> tables(Connection connection) throws SQLException {
        String sql = """
                SELECT c.relname, a.attname
                FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attgenerated = ''
                ORDER BY c.oid, a.attnum
                """;
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), name -> new LinkedHashSet<>())
                        .add(rows.getString(2));
            }
        }
        return tables;
    }

    @Override
    public RowSink open(Connection connection, String table, List<String> columns) throws SQLException {
        String names = columns.stream().map(PostgresSamples::quoted).collect(Collectors.joining(", "));
        String sql = "COPY %s (%s) FROM STDIN (FORMAT csv)".formatted(quoted(table), names);
        var copy =
                new BufferedOutputStream(new PGCopyOutputStream(connection.unwrap(PGConnection.class), sql), 1 << 16);
        return new Copy(CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.NON_EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(copy, StandardCharsets.UTF_8));
    }

    /** Rows on their way through the server's own loader of CSV. */
    private record Copy(CsvWriter writer) implements RowSink {

        @Override
        public void add(List<String> fields) {
            writer.writeRecord(fields);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    @Override
    public void analyze(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    @Override
    public void end(String database, Provenance provenance) throws SQLException {
        inServer("COMMENT ON DATABASE %s IS '%s'"
                .formatted(quoted(growing(database)), provenance.text().replace("'", "''")));
        drop(database);
        inServer("ALTER DATABASE %s RENAME TO %s".formatted(quoted(growing(database)), quoted(database)));
    }

    @Override
    public SampleProblem explain(String file, SQLException failure) {
        return CopyFailure.explain(file, failure);
    }

    @Override
    public SampleProblem explainSchema(Path schema, SQLException failure) {
        return CopyFailure.explainSchema(schema, failure);
    }

    private static String growing(String database) {
        return database + "_loading";
    }

    private void drop(String database) throws SQLException {
        inServer("DROP DATABASE IF EXISTS " + quoted(database) + " WITH (FORCE)");
    }

    private void inServer(String sql) throws SQLException {
        try (Connection connection = cluster.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
