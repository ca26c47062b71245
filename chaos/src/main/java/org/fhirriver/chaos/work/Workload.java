package org.fhirriver.chaos.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Eight pipelines with as many records each: six that the extractor reads from a database, where each record has one
 * state, and two whose records come in several states from somebody else.
 *
 * @param rows how many records each pipeline has
 */
public record Workload(int rows) {

    /** The pipelines that are read from the database. */
    public static final List<String> TABLES = List.of(
            "chaos-patients", "chaos-visits", "chaos-results", "chaos-diagnoses", "chaos-orders", "chaos-stays");

    /** The pipelines that {@link Feed} publishes. */
    public static final List<String> FEEDS = List.of("chaos-states", "chaos-parts");

    private static final List<String> FILES = List.of(
            "source.yaml",
            "patients.yaml",
            "visits.yaml",
            "results.yaml",
            "diagnoses.yaml",
            "orders.yaml",
            "stays.yaml",
            "Stays.java",
            "states.yaml",
            "parts.yaml",
            "Parts.java",
            "maps/sex.csv");

    /** How many records there are in all. */
    public int records() {
        return rows * (TABLES.size() + FEEDS.size());
    }

    /** Writes the pipelines' files. */
    public void writePipelines(Path folder) throws IOException {
        for (String file : FILES) {
            Path path = folder.resolve("chaos").resolve(file);
            Files.createDirectories(path.getParent());
            // Java files of the class path would be compiled with it.
            String resource = file.endsWith(".java") ? file + ".txt" : file.substring(file.indexOf('/') + 1);
            Files.writeString(path, text(resource));
        }
    }

    /** Fills an empty database. */
    public void fill(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            for (String sql :
                    text("schema.sql").replace(":rows", String.valueOf(rows)).split(";\n")) {
                statement.execute(sql);
            }
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Workload.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
