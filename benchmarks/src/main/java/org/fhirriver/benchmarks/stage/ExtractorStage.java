package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.benchmarks.report.Row;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.postgres.PostgresCluster;
import org.fhirriver.local.process.ChildProcess;

/** The extractor's batch against a loop that reads the same query and sends its rows. */
public final class ExtractorStage {

    private static final int A_SECOND = 120_000;

    private ExtractorStage() {}

    /** Measures it, for a table and for a query with two lists. */
    public static List<Row> run(Order order) throws IOException, InterruptedException, SQLException {
        int rows = order.records(A_SECOND);
        Path pipelines = order.pipelines();
        try (Bench bench = new Bench(order);
                Sample sample =
                        Sample.start(bench.folder()).labs(rows, order.seed()).visits(rows / 3, order.seed())) {
            double labs = batch(bench, sample, pipelines, "bench-labs", rows);
            double plain = plain(bench, sample, "SELECT * FROM labs ORDER BY row_id", "fhir.PlainLabs", rows);
            double visits = batch(bench, sample, pipelines, "bench-visits", rows / 3);
            String query = "SELECT * FROM visits ORDER BY visit_id";
            double plainVisits = plain(bench, sample, query, "fhir.PlainVisits", rows / 3);
            double plainLists = reading(
                    bench,
                    PlainLists.class,
                    List.of(
                            sample.url(),
                            PostgresCluster.USER,
                            "fhir.PlainLists",
                            query,
                            "diagnoses",
                            "SELECT visit_id, rank, code, title FROM diagnoses ORDER BY visit_id, rank",
                            "providers",
                            "SELECT visit_id, name, role FROM providers ORDER BY visit_id, name"),
                    "fhir.PlainLists",
                    rows / 3);
            return List.of(
                    new Row("extractor: a table", "rows", labs, "the query, read and sent", plain, 0.8),
                    new Row(
                            "extractor: with two lists",
                            "rows",
                            visits,
                            "the three queries, read, merged and sent",
                            plainLists,
                            0.5),
                    new Row(
                            "extractor: with two lists",
                            "rows",
                            visits,
                            "the main query alone, read and sent",
                            plainVisits,
                            0.5));
        }
    }

    private static double batch(Bench bench, Sample sample, Path pipelines, String pipeline, int rows)
            throws IOException, InterruptedException {
        int port = FreePorts.next();
        Map<String, String> environment = new HashMap<>(sample.environment());
        environment.put("RIVER_PIPELINES", pipelines.toString());
        environment.put("EXTRACTOR_HTTP_PORT", String.valueOf(port));
        bench.topics(pipeline);
        ChildProcess extractor = bench.service("extractor", environment);
        try {
            URI batch = URI.create("http://localhost:" + port + "/extractor_sql/" + pipeline);
            Bench.await("the extractor to take a batch", () -> isTaken(batch));
            double rate = Bench.rate(rows, () -> bench.size(pipeline));
            // A batch that is not read to its end would go on beside the next measurement.
            Bench.await("the end of the batch", () -> isRead(batch.resolve("/batches")));
            return rate;
        } finally {
            Bench.stop(extractor);
        }
    }

    private static boolean isTaken(URI batch) {
        return answer(HttpRequest.newBuilder(batch).POST(HttpRequest.BodyPublishers.noBody()))
                .filter(answer -> answer.statusCode() == 202)
                .isPresent();
    }

    private static boolean isRead(URI batches) {
        return answer(HttpRequest.newBuilder(batches).GET())
                .filter(answer -> !answer.body().contains("\"reading\""))
                .isPresent();
    }

    private static Optional<HttpResponse<String>> answer(HttpRequest.Builder request) {
        try {
            return Optional.of(HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static double plain(Bench bench, Sample sample, String query, String topic, int rows)
            throws IOException, InterruptedException {
        return reading(bench, PlainQuery.class, List.of(sample.url(), PostgresCluster.USER, query, topic), topic, rows);
    }

    private static double reading(Bench bench, Class<?> main, List<String> arguments, String topic, int rows)
            throws IOException, InterruptedException {
        bench.topics(topic);
        ChildProcess reading = bench.main(main.getName(), arguments, Map.of());
        try {
            return Bench.rate(rows, () -> bench.size(topic));
        } finally {
            Bench.stop(reading);
        }
    }
}
