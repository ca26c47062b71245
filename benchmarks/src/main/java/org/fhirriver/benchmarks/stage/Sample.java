package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.postgres.PostgresBinaries;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.postgres.PostgresServer;
import org.postgresql.PGConnection;

/** A PostgreSQL with the tables that the pipelines of the benchmarks read. */
final class Sample implements AutoCloseable {

    private static final String DATABASE = "bench";

    /** Two lists of two rows each for a visit. */
    private static final String VISITS = """
            SELECT setseed(%2$f);
            CREATE TABLE visits AS
              SELECT n AS visit_id, (random() * 50000)::int AS patient_id,
                     timestamp '2020-01-01 08:00:01' + (random() * 1400)::int * interval '1 day' AS began,
                     timestamp '2024-01-01 09:00:01' + (random() * 200)::int * interval '1 day' AS ended,
                     'Ward ' || n %% 40 AS ward, 'Reason ' || n %% 900 AS reason
              FROM generate_series(1, %1$d) n;
            ALTER TABLE visits ADD PRIMARY KEY (visit_id);
            CREATE TABLE diagnoses AS
              SELECT n AS visit_id, rank, 'E' || n %% 80 || '.' || rank AS code, 'Disorder ' || n %% 700 AS title
              FROM generate_series(1, %1$d) n, generate_series(1, 2) rank;
            CREATE INDEX ON diagnoses (visit_id);
            CREATE TABLE providers AS
              SELECT n AS visit_id, 'Dr. ' || (n * rank) %% 300 AS name, 'role ' || rank AS role
              FROM generate_series(1, %1$d) n, generate_series(1, 2) rank;
            CREATE INDEX ON providers (visit_id);
            ANALYZE;
            """;

    /** The items, units and flags are those of the concept maps. */
    private static final String LABS = """
            SELECT setseed(%2$f);
            CREATE TABLE labs AS
              SELECT n AS row_id, (random() * 50000)::int AS patient_id, (random() * 200000)::int AS stay_id,
                     (ARRAY[50912, 50931, 50971, 50983, 51222, 51301])[i] AS item_id,
                     (ARRAY['Creatinine', 'Glucose', 'Potassium', 'Sodium', 'Hemoglobin', 'White Blood Cells'])[i]
                       AS item,
                     timestamp '2020-01-01 08:00:01' + (random() * 1400)::int * interval '1 day'
                       + (random() * 9)::int * interval '1 hour' AS taken,
                     round((random() * 150)::numeric, 1) AS number,
                     (ARRAY['mg/dL', 'mg/dL', 'mEq/L', 'mEq/L', 'g/dL', 'K/uL'])[i] AS unit,
                     CASE n %% 4 WHEN 0 THEN 'abnormal' END AS flag
              FROM (SELECT n, 1 + (random() * 5)::int AS i FROM generate_series(1, %1$d) n) numbered;
            ALTER TABLE labs ADD PRIMARY KEY (row_id);
            ANALYZE;
            """;

    private final PostgresServer server;

    private Sample(PostgresServer server) {
        this.server = server;
    }

    static Sample start(Path folder) throws IOException, InterruptedException, SQLException {
        Sample sample = new Sample(server(folder));
        try (Connection connection = sample.server.cluster().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        return sample;
    }

    /** Starts a server with nothing in it. */
    static PostgresServer server(Path folder) throws IOException, InterruptedException {
        PostgresBinaries binaries = PostgresBinaries.in(folder.resolve("postgresql"));
        PostgresCluster cluster = PostgresCluster.at(binaries, folder.resolve("data"), FreePorts.next(), Map.of());
        return PostgresServer.start(cluster, folder.resolve("postgresql.log"));
    }

    Sample labs(int rows, long seed) throws SQLException {
        return run(LABS.formatted(rows, fraction(seed)));
    }

    Sample visits(int rows, long seed) throws SQLException {
        return run(VISITS.formatted(rows, fraction(seed)));
    }

    /** PostgreSQL takes a seed between -1 and 1. */
    private static double fraction(long seed) {
        return (seed % 1_000) / 1_000.0;
    }

    private Sample run(String sql) throws SQLException {
        try (Connection connection = server.cluster().connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    /** Writes the measurements as CSV with a header, as a database's export has them. */
    void writeLabs(Path file) throws IOException, SQLException {
        try (Connection connection = server.cluster().connect(DATABASE);
                OutputStream out = Files.newOutputStream(file)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM labs ORDER BY row_id) TO STDOUT (FORMAT csv, HEADER)", out);
        }
    }

    String url() {
        return server.cluster().jdbcUrl(DATABASE);
    }

    /** What a service needs to reach it as the system {@code bench}. */
    Map<String, String> environment() {
        return Map.of("BENCH_JDBC_URL", url(), "BENCH_JDBC_USER", PostgresCluster.USER, "BENCH_JDBC_PASSWORD", "");
    }

    @Override
    public void close() throws IOException {
        server.close();
        server.cluster().delete();
    }
}
