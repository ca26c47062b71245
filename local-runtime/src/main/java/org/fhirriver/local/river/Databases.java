package org.fhirriver.local.river;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.fhirriver.local.mariadb.MariaDbBinaries;
import org.fhirriver.local.mariadb.MariaDbCluster;
import org.fhirriver.local.postgres.PostgresBinaries;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.sample.LoadedSample;
import org.fhirriver.local.sample.SampleDatabase;
import org.fhirriver.local.sample.SampleProblem;
import org.fhirriver.local.sample.SampleSource;
import org.fhirriver.local.sample.SampleSource.Server;

/** The source systems whose databases are embedded: those that bring a sample and whose address is not given. */
final class Databases {

    static final String SYNTHEA = "synthea";

    private final RiverOptions options;
    private final List<SampleSource> sources;

    private Databases(RiverOptions options, List<SampleSource> sources) {
        this.options = options;
        this.sources = sources;
    }

    static Databases of(RiverOptions options) throws IOException {
        List<SampleSource> all = SampleSource.in(options.pipelines());
        if (options.export().isEmpty()) {
            return new Databases(
                    options,
                    all.stream()
                            .filter(source -> !isGiven(options, source) && isEmbedded(options, source))
                            .toList());
        }
        return new Databases(
                options,
                List.of(all.stream()
                        .filter(source -> source.system().equals(SYNTHEA))
                        .findFirst()
                        .orElseThrow(() -> new StartProblem(
                                ExitCode.USAGE,
                                "--synthea needs pipelines/synthea/sample/schema.sql, which is not in "
                                        + options.pipelines()))));
    }

    private static boolean isGiven(RiverOptions options, SampleSource source) {
        return options.given(source.variable("_JDBC_URL")).isPresent();
    }

    /** MariaDB is for change capture only: its programs are large. */
    private static boolean isEmbedded(RiverOptions options, SampleSource source) {
        return source.server() == Server.POSTGRESQL || (options.capture() && MariaDbBinaries.areHere());
    }

    /** The systems with a sample whose database is nowhere, with the reason. */
    static Map<String, String> absent(RiverOptions options) throws IOException {
        Map<String, String> absent = new HashMap<>();
        for (SampleSource source : SampleSource.in(options.pipelines())) {
            if (!isGiven(options, source) && !isEmbedded(options, source)) {
                String way = options.capture()
                        ? "no MariaDB can be embedded on this machine; set " + source.variable("_JDBC_URL")
                        : "its database is embedded by --with cdc, or named by " + source.variable("_JDBC_URL");
                absent.put(source.system(), way);
            }
        }
        return absent;
    }

    boolean needPostgresql() {
        return sources.stream().anyMatch(source -> source.server() == Server.POSTGRESQL);
    }

    boolean needMariaDb() {
        return sources.stream().anyMatch(source -> source.server() == Server.MARIADB);
    }

    /** The PostgreSQL server, with its data folder; unpacks its programs on first use. */
    PostgresCluster postgresql() throws IOException, InterruptedException {
        PostgresBinaries.in(options.home().postgresqlPrograms());
        PostgresCluster cluster = options.home().postgresql(options.ports().postgresql());
        cluster.prepare();
        return cluster;
    }

    /** The MariaDB server, with its data folder; unpacks its programs on first use. */
    MariaDbCluster mariadb() throws IOException, InterruptedException {
        MariaDbBinaries.in(options.home().mariadbPrograms());
        MariaDbCluster cluster = options.home().mariadb(options.ports().mariadb());
        cluster.prepare();
        return cluster;
    }

    /**
     * The settings that lead services and connectors to databases: those that are given, and to the embedded ones their
     * servers themselves, or what {@code <SYSTEM>_VIA} says stands before them.
     */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        options.environment().forEach((name, value) -> {
            if (name.contains("_JDBC_")) {
                environment.put(name, value);
            }
        });
        for (SampleSource source : sources) {
            boolean postgresql = source.server() == Server.POSTGRESQL;
            int port =
                    postgresql ? options.ports().postgresql() : options.ports().mariadb();
            String server = options.given(source.variable("_VIA")).orElse("localhost:" + port);
            environment.put(
                    source.variable("_JDBC_URL"),
                    "jdbc:%s://%s/%s".formatted(postgresql ? "postgresql" : "mariadb", server, source.system()));
            environment.put(source.variable("_JDBC_USER"), postgresql ? PostgresCluster.USER : MariaDbCluster.USER);
            environment.put(source.variable("_JDBC_PASSWORD"), "");
        }
        return environment;
    }

    /** Fills what is not filled. */
    void load(PostgresCluster cluster, BiConsumer<LoadedSample, Duration> listener) {
        load(Server.POSTGRESQL, source -> SampleDatabase.in(cluster, source), listener);
        if (options.capture()) {
            sources.stream()
                    .filter(source -> source.server() == Server.POSTGRESQL)
                    .forEach(source -> new WholeRows(cluster, source.system()).inTheLog());
        }
    }

    /** Fills what is not filled. */
    void load(MariaDbCluster cluster, BiConsumer<LoadedSample, Duration> listener) {
        load(Server.MARIADB, source -> SampleDatabase.in(cluster, source), listener);
    }

    private void load(
            Server server,
            Function<SampleSource, SampleDatabase> database,
            BiConsumer<LoadedSample, Duration> listener) {
        sources.parallelStream().filter(source -> source.server() == server).forEach(source -> {
            long started = System.nanoTime();
            LoadedSample loaded = load(source, database);
            listener.accept(loaded, Duration.ofNanos(System.nanoTime() - started));
        });
    }

    private LoadedSample load(SampleSource source, Function<SampleSource, SampleDatabase> database) {
        try {
            return options.export().isPresent()
                    ? database.apply(source.with(options.export().get())).replace()
                    : database.apply(source).keep();
        } catch (SampleProblem e) {
            throw new StartProblem(ExitCode.SAMPLE, String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            boolean postgresql = source.server() == Server.POSTGRESQL;
            throw new StartProblem(
                    ExitCode.SAMPLE,
                    "The database %s cannot be made (%s says %s, see %s)"
                            .formatted(
                                    source.system(),
                                    postgresql ? "PostgreSQL" : "MariaDB",
                                    e.getSQLState(),
                                    options.home().log(postgresql ? "postgresql" : "mariadb")));
        } catch (IOException e) {
            throw new StartProblem(
                    ExitCode.SAMPLE, "The rows of %s cannot be read: %s".formatted(source.system(), e.getMessage()));
        }
    }
}
