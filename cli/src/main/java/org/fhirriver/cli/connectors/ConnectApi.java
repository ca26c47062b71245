package org.fhirriver.cli.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;

/** Kafka Connect's REST API. */
public final class ConnectApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int TRIES = 40;
    private static final long PAUSE_MILLIS = 500;

    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** The API at an address, as {@code http://localhost:8083}. */
    public ConnectApi(String address) {
        this.address = address;
    }

    /** A worker that does not do what it is asked; the message is its own. */
    public static final class Refusal extends Exception {

        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }

    /** All connectors, by name. */
    public List<Connector> all() throws IOException, InterruptedException, Refusal {
        var connectors = new ArrayList<Connector>();
        for (JsonNode each : send("GET", "/connectors?expand=status", "")) {
            connectors.add(Connector.of(each.path("status")));
        }
        connectors.sort((one, other) -> one.name().compareTo(other.name()));
        return connectors;
    }

    /** A connector as it is now; empty when there is none, or its status is not known yet. */
    Optional<Connector> find(String name) throws IOException, InterruptedException, Refusal {
        HttpResponse<String> answer = answer("GET", path(name, "/status"), "");
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(Connector.of(read(answer)));
    }

    /** The configuration that a connector has; empty when there is no such connector. */
    Optional<JsonNode> configuration(String name) throws IOException, InterruptedException, Refusal {
        HttpResponse<String> answer = answer("GET", path(name, "/config"), "");
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(read(answer));
    }

    /** Makes a connector, or gives it another configuration. */
    void put(String name, JsonNode configuration) throws IOException, InterruptedException, Refusal {
        send("PUT", path(name, "/config"), configuration.toString());
    }

    /** How far a connector is, by source partition. */
    JsonNode offsets(String name) throws IOException, InterruptedException, Refusal {
        return send("GET", path(name, "/offsets"), "").path("offsets");
    }

    /** Lets a connector's tasks end; unlike a pause this frees what they hold at the source. */
    void stop(String name) throws IOException, InterruptedException, Refusal {
        send("PUT", path(name, "/stop"), "");
    }

    /** Lets a stopped connector forget how far it was. */
    void forgetOffsets(String name) throws IOException, InterruptedException, Refusal {
        send("DELETE", path(name, "/offsets"), "");
    }

    void pause(String name) throws IOException, InterruptedException, Refusal {
        send("PUT", path(name, "/pause"), "");
    }

    void resume(String name) throws IOException, InterruptedException, Refusal {
        send("PUT", path(name, "/resume"), "");
    }

    void restart(String name) throws IOException, InterruptedException, Refusal {
        send("POST", path(name, "/restart?includeTasks=true"), "");
    }

    void delete(String name) throws IOException, InterruptedException, Refusal {
        send("DELETE", path(name, ""), "");
    }

    private static String path(String name, String rest) {
        return "/connectors/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + rest;
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException, Refusal {
        return read(answer(method, path, body));
    }

    /** Asks, and asks again while the workers are agreeing on who does what. */
    private HttpResponse<String> answer(String method, String path, String body)
            throws IOException, InterruptedException {
        for (int attempt = 1; true; attempt++) {
            HttpResponse<String> answer = once(method, path, body);
            if (answer.statusCode() != CONFLICT || attempt == TRIES) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private HttpResponse<String> once(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new StartProblem(
                    ExitCode.RUNNING, "Nothing answers at " + address + ". Start the river with ./river up");
        }
    }

    private static JsonNode read(HttpResponse<String> answer) throws IOException, Refusal {
        String body = answer.body();
        JsonNode json = body.isBlank() ? JSON.nullNode() : JSON.readTree(body);
        if (answer.statusCode() >= 300) {
            throw new Refusal(json.path("message").asText("Connect answers with status " + answer.statusCode()));
        }
        return json;
    }
}
