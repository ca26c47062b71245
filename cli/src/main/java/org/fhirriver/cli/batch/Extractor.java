package org.fhirriver.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The extractor's HTTP API, as far as commands need it. */
public final class Extractor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String address;
    private final Optional<String> key;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** The API at an address, as {@code http://localhost:5000}, where no key is needed. */
    public Extractor(String address) {
        this(address, Optional.empty());
    }

    /**
     * The API at an address.
     *
     * @param key the API key, where one is needed
     */
    public Extractor(String address, Optional<String> key) {
        this.address = address;
        this.key = key;
    }

    /** The API answered that it does not do what it was asked; the message says why. */
    public static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** The names of the pipelines that it knows. */
    public List<String> pipelines() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode pipeline : get("/pipelines").path("pipelines")) {
            names.add(pipeline.path("name").asText());
        }
        return names;
    }

    /** The names of the pipelines that read a system's database. */
    public List<String> pipelinesOf(String system) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode pipeline : get("/pipelines").path("pipelines")) {
            boolean reads = !pipeline.path("reads").asText().equals("nothing");
            if (reads && pipeline.path("source").asText().equals(system)) {
                names.add(pipeline.path("name").asText());
            }
        }
        return names;
    }

    /** How far the latest batches have come, the latest first. */
    public List<BatchView> batches() throws IOException, InterruptedException {
        List<BatchView> batches = new ArrayList<>();
        for (JsonNode batch : get("/batches").path("batches")) {
            batches.add(JSON.treeToValue(batch, BatchView.class));
        }
        return batches;
    }

    /** How far a batch has come. */
    public BatchView batch(String id) throws IOException, InterruptedException {
        return JSON.treeToValue(get("/batches/" + part(id)), BatchView.class);
    }

    /** Begins a batch of pipelines and gives its id. */
    public String begin(List<String> pipelines) throws IOException, InterruptedException {
        return begin(pipelines, Map.of());
    }

    /**
     * Begins a batch of pipelines and gives its id.
     *
     * @param filters what limits it, as the API has it
     */
    public String begin(List<String> pipelines, Map<String, Object> filters) throws IOException, InterruptedException {
        return post("/batches", new BatchOrder(pipelines, filters)).path("id").asText();
    }

    /** Ends the reading of a batch. */
    public BatchView cancel(String id) throws IOException, InterruptedException {
        return JSON.treeToValue(send(request("/batches/" + part(id)).DELETE().build()), BatchView.class);
    }

    /**
     * Repeats what failed in a batch.
     *
     * @param deleteAll whether what is gone at the source is deleted, however much that is
     */
    public void retry(String id, boolean deleteAll) throws IOException, InterruptedException {
        post("/batches/" + part(id) + "/retry" + (deleteAll ? "?deletes=all" : ""), Map.of());
    }

    /**
     * Why messages could not be taken.
     *
     * @param wanted which ones, by the API's names
     */
    public DeadLetters deadLetters(Map<String, String> wanted) throws IOException, InterruptedException {
        String query = wanted.entrySet().stream()
                .map(one -> one.getKey() + "=" + part(one.getValue()))
                .collect(Collectors.joining("&"));
        return JSON.treeToValue(get("/dead-letters?" + query), DeadLetters.class);
    }

    /** Sends dead letters through again, as many as the extractor takes at one time. */
    public DeadLetters.Replayed replay(Map<String, String> wanted) throws IOException, InterruptedException {
        return JSON.treeToValue(post("/dead-letters/replay", wanted), DeadLetters.Replayed.class);
    }

    /** The body of a request for a batch, its members in this order. */
    private record BatchOrder(List<String> pipelines, Map<String, Object> filters) {}

    private JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** A text as a part of a path or a query. */
    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        key.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new Refused("%s %s answered %d: %s"
                    .formatted(request.method(), request.uri(), answer.statusCode(), detail(answer.body())));
        }
        return JSON.readTree(answer.body());
    }

    private static String detail(String body) {
        try {
            return JSON.readTree(body).path("detail").asText("no reason given");
        } catch (IOException e) {
            return "no reason given";
        }
    }
}
