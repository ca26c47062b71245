package org.fhirriver.local.river;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.fhirriver.local.postgres.PostgresBinaries;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.sample.LoadedSample;
import org.fhirriver.local.sample.SampleDatabase;
import org.fhirriver.local.sample.SampleProblem;
import org.fhirriver.local.sample.SampleSource;

/** The source systems whose databases are embedded: all that bring a sample and whose address is not given. */
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
                            .filter(source ->
                                    options.given(source.variable("_JDBC_URL")).isEmpty())
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

    boolean isEmpty() {
        return sources.isEmpty();
    }

    /** The server that holds them; unpacks its programs on first use. */
    PostgresCluster cluster() throws IOException {
        PostgresBinaries.in(options.home().postgresqlPrograms());
        return options.home().postgresql(options.ports().postgresql());
    }

    /** The settings that lead the services to these databases. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        for (SampleSource source : sources) {
            String url = "jdbc:postgresql://localhost:" + options.ports().postgresql() + "/" + source.system();
            environment.put(source.variable("_JDBC_URL"), url);
            environment.put(source.variable("_JDBC_USER"), PostgresCluster.USER);
            environment.put(source.variable("_JDBC_PASSWORD"), "");
        }
        return environment;
    }

    /** Fills what is not filled. */
    void load(PostgresCluster cluster, BiConsumer<LoadedSample, Duration> listener) {
        sources.parallelStream().forEach(source -> {
            long started = System.nanoTime();
            LoadedSample loaded = load(cluster, source);
            listener.accept(loaded, Duration.ofNanos(System.nanoTime() - started));
        });
    }

    private LoadedSample load(PostgresCluster cluster, SampleSource source) {
        try {
            return options.export().isPresent()
                    ? new SampleDatabase(cluster, source.with(options.export().get())).replace()
                    : new SampleDatabase(cluster, source).keep();
        } catch (SampleProblem e) {
            throw new StartProblem(ExitCode.SAMPLE, String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw new StartProblem(
                    ExitCode.SAMPLE,
                    "The database %s cannot be made (PostgreSQL says %s, see %s)"
                            .formatted(
                                    source.system(),
                                    e.getSQLState(),
                                    options.home().log("postgresql")));
        } catch (IOException e) {
            throw new StartProblem(
                    ExitCode.SAMPLE, "The rows of %s cannot be read: %s".formatted(source.system(), e.getMessage()));
        }
    }
}
