package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.fhirriver.benchmarks.report.Bound;

/** How long the services take until they are ready, each alone with its surroundings there, and {@code ./river up}. */
public final class StartStage {

    private static final double SERVICE_SECONDS = 3;
    private static final double UP_SECONDS = 15;
    private static final int[] SERVICES = {5000, 5001, 5002};
    private static final int CONNECT = 8083;

    private StartStage() {}

    /** Measures it. */
    public static List<Bound> run(Order order) throws IOException, InterruptedException, SQLException {
        List<Bound> bounds = new ArrayList<>();
        try (Bench bench = new Bench(order);
                Sample sample = Sample.start(bench.folder()).labs(1, order.seed());
                RunningStore store = RunningStore.start(bench)) {
            Map<String, String> environment = new HashMap<>(sample.environment());
            environment.putAll(store.environment());
            environment.put("RIVER_PIPELINES", order.pipelines().toString());
            for (String name : List.of("extractor", "transformer", "loader")) {
                // The first start creates the topics.
                for (int start = 0; start < 2; start++) {
                    long begun = System.nanoTime();
                    try (RunningService service =
                            RunningService.start(bench, name, List.of("-Xmx256m", "-XX:+UseSerialGC"), environment)) {
                        Bench.await("the " + name, service::isReady);
                        if (start == 1) {
                            bounds.add(new Bound(name + ": from start to ready", "s", since(begun), SERVICE_SECONDS));
                        }
                    }
                }
            }
        }
        bounds.addAll(up(order));
        return bounds;
    }

    /** Kafka Connect comes last, while the first batch runs. */
    private static List<Bound> up(Order order) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (RunningUp up = RunningUp.start(order)) {
            for (int service : SERVICES) {
                Bench.await("port " + up.port(service), answers(up.port(service), "/health/ready"));
            }
            double services = since(begun);
            Bench.await("Kafka Connect", answers(up.port(CONNECT), "/connectors"));
            return List.of(
                    new Bound("./river up: until the services are ready", "s", services, UP_SECONDS),
                    new Bound("./river up: until Kafka Connect is, too", "s", since(begun), UP_SECONDS));
        }
    }

    private static BooleanSupplier answers(int port, String path) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return () -> {
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
