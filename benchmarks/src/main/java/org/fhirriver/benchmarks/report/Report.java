package org.fhirriver.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The results of a run.
 *
 * @param machine what it ran on
 * @param seed what the records followed from
 */
public record Report(Instant at, Machine machine, long seed, double secondsEach, Results results) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What was measured on. */
    public record Machine(int cores, long memoryMiB, String processor, String system, String java) {

        /** This one. */
        public static Machine here() {
            return new Machine(
                    Runtime.getRuntime().availableProcessors(),
                    totalMemory(),
                    processorName(),
                    System.getProperty("os.name") + " " + System.getProperty("os.version"),
                    System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        }

        private static long totalMemory() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                    ? system.getTotalMemorySize() >> 20
                    : 0;
        }

        private static String processorName() {
            Path told = Path.of("/proc/cpuinfo");
            if (!Files.isReadable(told)) {
                return System.getProperty("os.arch");
            }
            try (InputStream in = Files.newInputStream(told)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
    }

    /** The table, line by line. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        if (!results.rows().isEmpty()) {
            addRates(lines);
        }
        if (!results.bounds().isEmpty()) {
            addBounds(lines);
        }
        return lines;
    }

    private void addRates(List<String> lines) {
        lines.add(line("stage", "ours/s", "measured against", "its/s", "ratio", "to reach"));
        for (Row row : results.rows()) {
            Double toReach = row.toReach();
            lines.add(line(
                    row.stage(),
                    number(row.ours()),
                    row.against(),
                    number(row.other()),
                    ratio(row.ratio()),
                    toReach == null ? "" : ratio(toReach) + (row.reached() ? "" : "  not reached")));
        }
    }

    private void addBounds(List<String> lines) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(String.format(Locale.ROOT, "%-75s %12s %12s", "measured", "ours", "at most"));
        for (Bound bound : results.bounds()) {
            lines.add(String.format(
                            Locale.ROOT,
                            "%-75s %12.2f %12.2f %s%s",
                            bound.what(),
                            bound.ours(),
                            bound.most(),
                            bound.unit(),
                            bound.kept() ? "" : "  not kept")
                    .stripTrailing());
        }
    }

    /** Writes the results; gives the file. */
    public Path write(Path folder) {
        String name = at.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "") + ".json";
        try {
            Path file = Files.createDirectories(folder).resolve(name);
            var tree = JSON.createObjectNode();
            tree.put("at", at.toString());
            tree.putPOJO("machine", machine);
            tree.put("seed", seed);
            tree.put("secondsEach", secondsEach);
            tree.putPOJO("rows", results.rows());
            tree.putPOJO("bounds", results.bounds());
            Files.write(file, JSON.writeValueAsBytes(tree));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the results to " + folder, e);
        }
    }

    private static String line(String stage, String ours, String against, String other, String ratio, String toReach) {
        return String.format(Locale.ROOT, "%-40s %12s  %-34s %12s %9s  %s", stage, ours, against, other, ratio, toReach)
                .stripTrailing();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }
}
