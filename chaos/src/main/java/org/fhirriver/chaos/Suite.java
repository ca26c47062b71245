package org.fhirriver.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import org.fhirriver.chaos.fault.FaultPlan;
import org.fhirriver.chaos.result.Comparison;
import org.fhirriver.chaos.stand.Stand;
import org.fhirriver.chaos.work.Workload;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.postgres.PostgresBinaries;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.postgres.PostgresServer;

/** Runs the same work undisturbed and disturbed, and compares what came of it. */
final class Suite {

    private static final String DATABASE = "chaos";

    private final Order order;
    private final Report report;

    Suite(Order order, Report report) {
        this.order = order;
        this.report = report;
    }

    /** Runs both and gives how they differ. */
    Comparison run() throws IOException, InterruptedException, SQLException {
        Workload workload = new Workload(order.rows());
        Path pipelines = order.folder().resolve("pipelines");
        workload.writePipelines(pipelines);
        FaultPlan plan = FaultPlan.random(order.faults(), order.slow(), new Random(order.seed()));
        report.line(
                "Seed %d, %d records, %d faults, in %s",
                order.seed(), workload.records(), plan.faults().size(), order.folder());
        PostgresCluster cluster = new PostgresCluster(
                PostgresBinaries.in(order.folder().resolve("programs")),
                order.folder().resolve("postgresql"),
                FreePorts.next(),
                Map.of("fsync", "off"));
        try (PostgresServer server =
                PostgresServer.start(cluster, order.folder().resolve("postgresql.log"))) {
            fill(server, workload);
            Map<String, String> settings = Map.of(
                    "RIVER_PIPELINES", pipelines.toString(),
                    "CHAOS_JDBC_URL", cluster.jdbcUrl(DATABASE),
                    "CHAOS_JDBC_USER", PostgresCluster.USER);
            Run run = new Run(order, workload, report);
            report.line("Undisturbed:");
            Run.Outcome usual = over(run, "undisturbed", settings, FaultPlan.none());
            report.line("Disturbed:");
            Run.Outcome found = over(run, "disturbed", settings, plan);
            Comparison comparison =
                    Comparison.of(usual.store(), found.store(), usual.bus(), found.bus(), Workload.FEEDS);
            report.compared(order, workload.records(), found.store().documents().size(), comparison);
            return comparison;
        }
    }

    private Run.Outcome over(Run run, String name, Map<String, String> settings, FaultPlan plan)
            throws IOException, InterruptedException {
        Path folder = order.folder().resolve(name);
        Files.createDirectories(folder);
        try (Stand stand = new Stand(folder, settings)) {
            return run.over(stand, plan);
        }
    }

    private static void fill(PostgresServer server, Workload workload) throws SQLException, IOException {
        try (Connection connection = server.cluster().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        try (Connection connection = server.cluster().connect(DATABASE)) {
            workload.fill(connection);
        }
    }
}
