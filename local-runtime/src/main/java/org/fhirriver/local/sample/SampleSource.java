package org.fhirriver.local.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A system whose database can be made here.
 *
 * @param system its name, which is the database's
 * @param schema the SQL that makes its tables
 * @param rows the folder or zip file with a CSV for each table
 * @param server the kind of server that its SQL is for
 */
public record SampleSource(String system, Path schema, Path rows, Server server) {

    private static final Pattern OF_MARIADB = Pattern.compile("jdbc:(mariadb|mysql):");

    /** Kinds of servers that can be embedded. */
    public enum Server {
        POSTGRESQL,
        MARIADB
    }

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
                    String system = folder.getFileName().toString();
                    sources.add(new SampleSource(system, sample.resolve("schema.sql"), sample, server(folder)));
                }
            });
        }
        return List.copyOf(sources);
    }

    /** The kind of server that the source's own address is for. */
    private static Server server(Path folder) {
        Path source = folder.resolve("source.yaml");
        try {
            boolean mariadb = Files.exists(source)
                    && OF_MARIADB.matcher(Files.readString(source)).find();
            return mariadb ? Server.MARIADB : Server.POSTGRESQL;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same tables with other rows. */
    public SampleSource with(Path otherRows) {
        return new SampleSource(system, schema, otherRows, server);
    }

    /** What the names of its settings begin with: {@code MIMIC} in {@code MIMIC_JDBC_URL}. */
    public String variable(String suffix) {
        return system.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + suffix;
    }
}
