package org.fhirriver.local.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fhirriver.local.mariadb.MariaDbCluster;
import org.fhirriver.local.postgres.PostgresCluster;

/** Makes a system's database, whole or not at all. */
public final class SampleDatabase {

    private final SampleServer server;
    private final SampleSource source;

    private SampleDatabase(SampleServer server, SampleSource source) {
        this.server = server;
        this.source = source;
    }

    /** A database in a server that runs. */
    public static SampleDatabase in(PostgresCluster cluster, SampleSource source) {
        return new SampleDatabase(new PostgresSamples(cluster), source);
    }

    /** A database in a server that runs. */
    public static SampleDatabase in(MariaDbCluster cluster, SampleSource source) {
        return new SampleDatabase(new MariaDbSamples(cluster), source);
    }

    /** The database as it is, or else made from the source. */
    public LoadedSample keep() throws IOException, SQLException {
        try (CsvFiles files = CsvFiles.in(source.rows())) {
            Optional<Provenance> there = server.provenance(source.system());
            return there.isPresent() ? kept(there.get(), fingerprint(files)) : load(files);
        }
    }

    /** The database with just these rows: kept when it has them, or else made anew. */
    public LoadedSample replace() throws IOException, SQLException {
        try (CsvFiles files = CsvFiles.in(source.rows())) {
            Optional<Provenance> there = server.provenance(source.system());
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
        LoadedSample loaded;
        try (Connection connection = server.begin(source.system())) {
            loaded = fill(connection, files);
        }
        server.end(source.system(), new Provenance(loaded.origin(), fingerprint(files), loaded.lacking()));
        return loaded;
    }

    private LoadedSample fill(Connection connection, CsvFiles files) throws IOException, SQLException {
        runSchema(connection);
        Map<String, Set<String>> tables = server.tables(connection);
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
        server.analyze(connection);
        List<String> lacking = new ArrayList<>(tables.keySet());
        lacking.removeAll(rows.keySet());
        List<String> ignoredFiles = byTable.values().stream().map(CsvFile::name).toList();
        return new LoadedSample(
                source.system(), source.rows().toString(), rows, lacking, ignoredFiles, ignoredColumns, false);
    }

    private TableLoad.Loaded load(Connection connection, TableLoad table) throws IOException, SQLException {
        try {
            return table.into(connection, server);
        } catch (SQLException e) {
            throw server.explain(table.file().name(), e);
        }
    }

    private void runSchema(Connection connection) throws IOException, SQLException {
        try {
            server.run(connection, Files.readString(source.schema()));
        } catch (SQLException e) {
            throw server.explainSchema(source.schema(), e);
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
}
