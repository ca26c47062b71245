package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fhirriver.local.ports.FreePorts;
import org.fhirriver.local.process.ChildProcess;

/**
 * A service of the river in a process of its own, until this is closed.
 *
 * @param port of its HTTP API
 */
record RunningService(ChildProcess process, int port) implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Starts one. */
    static RunningService start(Bench bench, String name, List<String> jvm, Map<String, String> environment)
            throws IOException {
        int port = FreePorts.next();
        Map<String, String> all = new HashMap<>(environment);
        all.put(name.toUpperCase(Locale.ROOT) + "_HTTP_PORT", String.valueOf(port));
        return new RunningService(bench.service(name, jvm, all), port);
    }

    long pid() {
        return process.pid();
    }

    String address() {
        return "http://localhost:" + port;
    }

    /** Whether it says that it has all it needs. */
    boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/health/ready"))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Bench.stop(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
