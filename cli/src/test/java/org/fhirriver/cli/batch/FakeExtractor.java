package org.fhirriver.cli.batch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers as the extractor does; each look at a batch finds its next state, and the last one stays. */
final class FakeExtractor implements AutoCloseable {

    private final HttpServer server;
    private final List<String> orders = new ArrayList<>();
    private final Deque<String> states = new ArrayDeque<>();
    private String pipelines = "[]";
    private String batches = "[]";

    FakeExtractor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    FakeExtractor pipelines(String... names) {
        pipelines = "["
                + String.join(
                        ",",
                        List.of(names).stream()
                                .map("{\"name\": \"%s\"}"::formatted)
                                .toList()) + "]";
        return this;
    }

    FakeExtractor knows(String... batchesAsJson) {
        batches = "[" + String.join(",", batchesAsJson) + "]";
        return this;
    }

    FakeExtractor then(String batchAsJson) {
        states.add(batchAsJson);
        return this;
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The bodies of the requests for a batch. */
    List<String> orders() {
        return orders;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("POST")) {
            orders.add(body);
            send(exchange, 202, "{\"id\": \"b1\"}");
        } else if (path.equals("/pipelines")) {
            send(exchange, 200, "{\"pipelines\": %s}".formatted(pipelines));
        } else if (path.equals("/batches")) {
            send(exchange, 200, "{\"batches\": %s}".formatted(batches));
        } else {
            String state = states.size() > 1 ? states.remove() : states.getFirst();
            send(exchange, state.isEmpty() ? 503 : 200, state);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
