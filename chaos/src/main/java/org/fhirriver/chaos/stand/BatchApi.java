package org.fhirriver.chaos.stand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The extractor's HTTP API, asked until it answers. */
public final class BatchApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public BatchApi(String address) {
        this.address = address;
    }

    /** Begins a batch of a pipeline once, also when it is not known whether an earlier call was understood. */
    public void begin(String pipeline) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Map<String, String>> known = states();
            if (known.isPresent() && known.get().containsKey(pipeline)) {
                return;
            }
            if (known.isPresent()
                    && send("POST", "/batches", "{\"pipelines\":[\"" + pipeline + "\"]}")
                            .isPresent()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IllegalStateException("The extractor does not begin a batch of " + pipeline);
    }

    /** How far each pipeline's batch is, by pipeline; empty when the extractor does not answer. */
    public Optional<Map<String, String>> states() throws InterruptedException {
        return send("GET", "/batches?limit=100", "").map(answer -> {
            Map<String, String> states = new HashMap<>();
            for (JsonNode batch : answer.path("batches")) {
                for (JsonNode pipeline : batch.path("pipelines")) {
                    states.put(
                            pipeline.path("pipeline").asText(),
                            pipeline.path("state").asText());
                }
            }
            return states;
        });
    }

    private Optional<JsonNode> send(String method, String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() < 300 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
