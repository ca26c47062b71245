package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.postgres.PostgresServer;
import org.fhirriver.local.sample.SampleDatabase;
import org.fhirriver.local.sample.SampleSource;

/** A PostgreSQL with Synthea's sample people, each of them many times under other ids. */
final class Population implements AutoCloseable {

    private static final String SYSTEM = "synthea";

    /** What tells one person's rows from another's. */
    private static final Set<String> PERSONAL = Set.of("id", "patient", "encounter");

    private final PostgresServer server;

    private Population(PostgresServer server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param pipelines the folder of Synthea's pipelines, with their sample
     * @param times how many times each person is there; at most 65,536
     */
    static Population start(Path folder, Path pipelines, int times)
            throws IOException, InterruptedException, SQLException {
        PostgresServer server = Sample.server(folder);
        Population population = new Population(server);
        SampleSource sample = new SampleSource(
                SYSTEM,
                pipelines.resolve("sample/schema.sql"),
                pipelines.resolve("sample"),
                SampleSource.Server.POSTGRESQL);
        SampleDatabase.in(server.cluster(), sample).keep();
        population.multiply(times);
        return population;
    }

    private void multiply(int times) throws SQLException {
        try (Connection connection = server.cluster().connect(SYSTEM);
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<String>> table : personal(statement).entrySet()) {
                String columns = String.join(", ", table.getValue());
                String values = table.getValue().stream()
                        .map(column -> PERSONAL.contains(column) ? another(column) : column)
                        .collect(Collectors.joining(", "));
                statement.execute("INSERT INTO %1$s (%2$s) SELECT %3$s FROM %1$s, generate_series(1, %4$d) copy"
                        .formatted(table.getKey(), columns, values, times - 1));
            }
            statement.execute("ANALYZE");
        }
    }

    /** The first four digits of a UUID become the copy's number; those of one person stay together. */
    private static String another(String column) {
        return "overlay(%s placing lpad(to_hex(copy), 4, '0') from 1 for 4)".formatted(column);
    }

    /** The tables with rows of people, with their columns. */
    private static Map<String, List<String>> personal(Statement statement) throws SQLException {
        String sql = """
                SELECT table_name, column_name FROM information_schema.columns c
                WHERE table_schema = 'public' AND EXISTS (
                  SELECT 1 FROM information_schema.columns p
                  WHERE p.table_schema = 'public' AND p.table_name = c.table_name
                    AND (p.column_name = 'patient' OR p.table_name = 'patients'))
                ORDER BY table_name, ordinal_position
                """;
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return tables;
    }

    /** The process of the server. */
    long pid() throws IOException {
        Path file = server.cluster().data().resolve("postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).get(0).strip());
    }

    /** What a service needs to reach it. */
    Map<String, String> environment() {
        return Map.of(
                "SYNTHEA_JDBC_URL",
                server.cluster().jdbcUrl(SYSTEM),
                "SYNTHEA_JDBC_USER",
                PostgresCluster.USER,
                "SYNTHEA_JDBC_PASSWORD",
                "");
    }

    @Override
    public void close() throws IOException {
        server.close();
        server.cluster().delete();
    }
}
