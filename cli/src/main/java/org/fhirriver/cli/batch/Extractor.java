package org.fhirriver.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The extractor's HTTP API, as far as the main job needs it. */
public final class Extractor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** The API at an address, as {@code http://localhost:5000}. */
    public Extractor(String address) {
        this.address = address;
    }

    /** The names of the pipelines that it knows. */
    public List<String> pipelines() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode pipeline : get("/pipelines").path("pipelines")) {
            names.add(pipeline.path("name").asText());
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
        return JSON.treeToValue(get("/batches/" + id), BatchView.class);
    }

    /** Begins a batch of pipelines and gives its id. */
    public String begin(List<String> pipelines) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("pipelines", pipelines));
        return send(request("/batches")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .path("id")
                .asText();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("%s %s answered %d: %s"
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
