package org.fhirriver.local.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fhirriver.local.postgres.PostgresCluster;

/**
 * Makes a system's database, whole or not at all: it grows under another name, which only the last step changes.
 *
 * @param cluster the server, which runs
 * @param source the system, its tables and rows
 */
public record SampleDatabase(PostgresCluster cluster, SampleSource source) {

    /** The database as it is, or else made from the source. */
    public LoadedSample keep() throws IOException, SQLException {
        try (CsvFiles files = CsvFiles.in(source.rows())) {
            Optional<Provenance> there = provenance();
            return there.isPresent() ? kept(there.get(), fingerprint(files)) : load(files);
        }
    }

    /** The database with just these rows: kept when it has them, or else made anew. */
    public LoadedSample replace() throws IOException, SQLException {
        try (CsvFiles files = CsvFiles.in(source.rows())) {
            Optional<Provenance> there = provenance();
            String fingerprint = fingerprint(files);
            boolean same = there.isPresent() && there.get().fingerprint().equals(fingerprint);
            return same ? kept(there.get(), fingerprint) : load(files);
        }
    }

    private LoadedSample kept(Provenance there, String fingerprint) {
        boolean outdated = !there.fingerprint().equals(fingerprint)
                && there.origin().equals(source.rows().toString());
        return new LoadedSample(
                source.system(), there.origin(), Map.of(), there.lacking(), List.of(), Map.of(), outdated);
    }

    private LoadedSample load(CsvFiles files) throws IOException, SQLException {
        String growing = source.system() + "_loading";
        drop(growing);
        inServer("CREATE DATABASE " + quoted(growing));
        LoadedSample loaded = fill(growing, files);
        var provenance = new Provenance(loaded.origin(), fingerprint(files), loaded.lacking());
        inServer("COMMENT ON DATABASE %s IS '%s'"
                .formatted(quoted(growing), provenance.text().replace("'", "''")));
        drop(source.system());
        inServer("ALTER DATABASE %s RENAME TO %s".formatted(quoted(growing), quoted(source.system())));
        return loaded;
    }

    private LoadedSample fill(String database, CsvFiles files) throws IOException, SQLException {
        try (Connection connection = cluster.connect(database)) {
            connection.setAutoCommit(false);
            runSchema(connection);
            Map<String, Set<String>> tables = tables(connection);
            Map<String, CsvFile> byTable = files.files().stream()
                    .collect(Collectors.toMap(CsvFile::table, file -> file, (a, b) -> a, LinkedHashMap::new));
            Map<String, Long> rows = new LinkedHashMap<>();
            Map<String, List<String>> ignoredColumns = new LinkedHashMap<>();
            for (Map.Entry<String, Set<String>> table : tables.entrySet()) {
                CsvFile file = byTable.remove(table.getKey());
                if (file != null) {
                    TableLoad.Loaded loaded = load(connection, new TableLoad(file, table.getValue()));
                    rows.put(loaded.table(), loaded.rows());
                    if (!loaded.ignored().isEmpty()) {
                        ignoredColumns.put(file.name(), loaded.ignored());
                    }
                }
            }
            connection.commit();
            analyze(connection);
            List<String> lacking = new ArrayList<>(tables.keySet());
            lacking.removeAll(rows.keySet());
            List<String> ignoredFiles =
                    byTable.values().stream().map(CsvFile::name).toList();
            return new LoadedSample(
                    source.system(), source.rows().toString(), rows, lacking, ignoredFiles, ignoredColumns, false);
        }
    }

    private static TableLoad.Loaded load(Connection connection, TableLoad table) throws IOException, SQLException {
        try {
            return table.into(connection);
        } catch (SQLException e) {
            throw CopyFailure.explain(table.file().name(), e);
        }
    }

    private void runSchema(Connection connection) throws IOException, SQLException {
        String sql = Files.readString(source.schema());
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw CopyFailure.explainSchema(source.schema(), e);
        }
    }

    private static void analyze(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    /** The tables with their columns, in the order in which the schema makes them: parents first. */
    private static Map<String, Set<String>> tables(Connection connection) throws SQLException {
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

    private Optional<Provenance> provenance() throws SQLException {
        String sql = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ?";
        try (Connection connection = cluster.connect("postgres");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, source.system());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                String comment = rows.getString(1);
                return Optional.of(Provenance.parse(comment == null ? "" : comment));
            }
        }
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

    private String fingerprint(CsvFiles files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(source.schema()));
            for (CsvFile file : files.files()) {
                digest.update(file.fingerprint().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM knows SHA-256", e);
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
