package org.fhirriver.local.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A system whose database can be made here.
 *
 * @param system its name, which is the database's
 * @param schema the SQL that makes its tables
 * @param rows the folder or zip file with a CSV for each table
 */
public record SampleSource(String system, Path schema, Path rows) {

    /** The systems in a pipelines folder that bring a sample. */
    public static List<SampleSource> in(Path pipelines) throws IOException {
        if (!Files.isDirectory(pipelines)) {
            return List.of();
        }
        var sources = new ArrayList<SampleSource>();
        try (Stream<Path> systems = Files.list(pipelines).sorted()) {
            systems.forEach(folder -> {
                Path sample = folder.resolve("sample");
                if (Files.isRegularFile(sample.resolve("schema.sql"))) {
                    sources.add(
                            new SampleSource(folder.getFileName().toString(), sample.resolve("schema.sql"), sample));
                }
            });
        }
        return List.copyOf(sources);
    }

    /** The same tables with other rows. */
    public SampleSource with(Path otherRows) {
        return new SampleSource(system, schema, otherRows);
    }

    /** What the names of its settings begin with: {@code MIMIC} in {@code MIMIC_JDBC_URL}. */
    public String variable(String suffix) {
        return system.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + suffix;
    }
}
