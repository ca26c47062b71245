package org.fhirriver.benchmarks.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.benchmarks.report.Bound;

/** How long a committed change of a row takes to its document, with all of the river on this machine. */
public final class LatencyStage {

    private static final Pattern TOLD = Pattern.compile("median (\\d+) ms, .* 99th (\\d+) ms");

    /** The river has come so far when its first batch is done. */
    private static final String FIRST_BATCH_DONE = "Try next";

    private static final int POSTGRESQL = 5432;
    private static final int MARIADB = 3306;
    private static final int STORE = 27017;

    /** A fifth of what is asked for at the most. */
    private static final int LIGHT = 40;

    private static final int FULL = 200;

    private LatencyStage() {}

    /** Measures it. */
    public static List<Bound> run(Order order) throws IOException, InterruptedException {
        try (RunningUp up = RunningUp.start(order, "--with", "cdc")) {
            Bench.await("the end of the first batch", () -> up.tells(FIRST_BATCH_DONE));
            String mimic = "jdbc:postgresql://localhost:" + up.port(POSTGRESQL) + "/mimic";
            String openmrs = "jdbc:mariadb://localhost:" + up.port(MARIADB) + "/openmrs";
            List<Bound> bounds = new ArrayList<>();
            bounds.addAll(changes(order, up, "PostgreSQL", "mimic", mimic, LIGHT, 150, 500));
            bounds.addAll(changes(order, up, "PostgreSQL", "mimic", mimic, FULL, 300, 1_500));
            bounds.addAll(changes(order, up, "MariaDB", "openmrs", openmrs, FULL, 300, 1_500));
            return bounds;
        }
    }

    private static List<Bound> changes(
            Order order, RunningUp up, String server, String system, String url, int rate, double median, double last)
            throws IOException, InterruptedException {
        var measuring = new ProcessBuilder(
                        order.project().resolve("test-scripts/cdc-latency").toString(),
                        system,
                        "--rate",
                        String.valueOf(rate),
                        "--seconds",
                        String.valueOf(Math.max(1, Math.round(order.seconds()))))
                .redirectErrorStream(true);
        measuring
                .environment()
                .putAll(Map.of(
                        "MIMIC_JDBC_URL",
                        url,
                        "OPENMRS_JDBC_URL",
                        url,
                        "MONGODB_URI",
                        "mongodb://localhost:" + up.port(STORE) + "/fhir"));
        Process process = measuring.start();
        String told = new String(process.getInputStream().readAllBytes(), UTF_8);
        Matcher figures = TOLD.matcher(told);
        if (process.waitFor() != 0 || !figures.find()) {
            throw new IllegalStateException("The latency could not be measured: " + told);
        }
        String what = "%s, %d changes a second, commit to document: ".formatted(server, rate);
        return List.of(
                new Bound(what + "median", "ms", Integer.parseInt(figures.group(1)), median),
                new Bound(what + "99th percentile", "ms", Integer.parseInt(figures.group(2)), last));
    }
}
