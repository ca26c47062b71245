package org.fhirriver.hapi.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.mapping.pipeline.OtherMapping;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.messages.FhirId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to a real HTTP server that answers, refuses, fails, hangs and recovers. */
final class CallMapperTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p1\"}";

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private CallMapper mapper;

    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    @AfterEach
    void stop() {
        end.countDown();
        if (mapper != null) {
            mapper.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void postsTheRecordAndTakesTheResourceWithItsDigits() throws Exception {
        String answer = "{\"resourceType\":\"Observation\",\"id\":\"o1\",\"valueQuantity\":{\"value\":0.10}}";
        start(0, exchange -> answer(exchange, 200, answer));

        Result result = mapper(PATIENCE, 1, Optional.empty()).map(record(Map.of("value", new BigDecimal("7.40"))));

        assertThat(states(result)).singleElement().satisfies(state -> {
            assertThat(state.key()).hasToString("Observation/o1");
            assertThat(new String(state.json(), UTF_8)).isEqualTo(answer);
        });
        assertThat(bodies).containsExactly("{\"value\":7.40}");
        assertThat(outcomes).containsExactly("mapped");
    }

    @Test
    void takesResourcesFromArraysBundlesAndParametersAndGivesThemIds() throws Exception {
        List<String> answers = new ArrayList<>(List.of(
                "[%s, {\"resourceType\":\"Basic\"}, {\"resourceType\":\"Basic\"}]".formatted(PATIENT),
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":%s}]}"
                        .formatted(PATIENT),
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"return\",\"resource\":%s}]}"
                        .formatted(PATIENT),
                ""));
        start(0, exchange -> answer(exchange, 200, answers.remove(0)));
        RecordMapper calls = mapper(PATIENCE, 1, Optional.empty());

        assertThat(keys(calls.map(record(Map.of()))))
                .containsExactly(
                        "Patient/p1",
                        "Basic/" + FhirId.of("lab", "lab-results", "Basic", "7"),
                        "Basic/" + FhirId.of("lab", "lab-results", "Basic-2", "7"));
        assertThat(keys(calls.map(record(Map.of())))).containsExactly("Patient/p1");
        assertThat(keys(calls.map(record(Map.of())))).containsExactly("Patient/p1");
        assertThat(keys(calls.map(record(Map.of())))).isEmpty();
    }

    @Test
    void asksAFhirServerToTransform() throws Exception {
        start(0, exchange -> answer(exchange, 200, PATIENT));

        Result result = mapper(PATIENCE, 1, Optional.of("http://example.org/StructureMap/lab"))
                .map(record(Map.of("id", 1)));

        assertThat(keys(result)).containsExactly("Patient/p1");
        assertThat(paths).containsExactly("/fhir/StructureMap/$transform");
        assertThat(bodies)
                .containsExactly("{\"resourceType\":\"Parameters\",\"parameter\":["
                        + "{\"name\":\"source\",\"valueUri\":\"http://example.org/StructureMap/lab\"},"
                        + "{\"name\":\"content\",\"resource\":{\"resourceType\":\"Binary\","
                        + "\"contentType\":\"application/json\",\"data\":\"eyJpZCI6MX0=\"}}]}");
    }

    @Test
    void rejectsWhatTheServerRefusesAndWhatIsNoFhir() throws Exception {
        List<String> answers = new ArrayList<>(List.of(
                "422 Jane Doe has no code",
                "200 <html>",
                "200 {\"resourceType\":\"Patient\",\"nmae\":[{\"family\":\"Doe\"}]}",
                "200 {\"resourceType\":\"Patient\",\"id\":\"not/an/id!\"}",
                "200 {\"resourceType\":\"OperationOutcome\"}"));
        start(0, exchange -> {
            String next = answers.remove(0);
            answer(exchange, Integer.parseInt(next.substring(0, 3)), next.substring(4));
        });
        RecordMapper calls = mapper(PATIENCE, 1, Optional.empty());

        assertThat(cause(calls)).isEqualTo("The mapping server refused the record with status 422");
        assertThat(cause(calls)).isEqualTo("The mapping server answered with what is not JSON");
        assertThat(cause(calls)).isEqualTo("The mapping server answered with what is not a resource of FHIR R4");
        assertThat(cause(calls)).isEqualTo("The mapping server made a resource of type Patient without a valid id");
        assertThat(cause(calls))
                .isEqualTo("The mapping server answered with an OperationOutcome in place of resources");
        assertThat(outcomes).containsOnly("rejected");
    }

    @Test
    void waitsForAServerThatFailsUntilItRecovers() throws Exception {
        AtomicInteger status = new AtomicInteger(503);
        start(0, exchange -> answer(exchange, status.get(), PATIENT));
        RecordMapper calls = mapper(PATIENCE, 4, Optional.empty());

        assertThatThrownBy(() -> calls.map(record(Map.of())))
                .isInstanceOf(Unreachable.class)
                .hasMessage("The mapping server of lab-results answers 503");
        assertThatThrownBy(() -> calls.map(record(Map.of()))).isInstanceOf(Unreachable.class);
        status.set(200);

        await().atMost(PATIENCE)
                .ignoreException(Unreachable.class)
                .until(() -> keys(calls.map(record(Map.of()))).equals(List.of("Patient/p1")));
    }

    @Test
    void waitsForAServerThatIsNotThereUntilItStarts() throws Exception {
        start(0, exchange -> answer(exchange, 200, PATIENT));
        int port = server.getAddress().getPort();
        server.stop(0);
        RecordMapper calls = mapper(PATIENCE, 1, Optional.empty());

        assertThatThrownBy(() -> calls.map(record(Map.of())))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("cannot be reached (HttpHostConnectException)");
        start(port, exchange -> answer(exchange, 200, PATIENT));

        await().atMost(PATIENCE)
                .ignoreException(Unreachable.class)
                .until(() -> keys(calls.map(record(Map.of()))).equals(List.of("Patient/p1")));
    }

    @Test
    void waitsOnceForAServerThatHangsAndThenOnlyInTheBackground() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        start(0, exchange -> {
            if (requests.incrementAndGet() <= 2) {
                awaitEnd();
            }
            answer(exchange, 200, PATIENT);
        });
        Duration timeout = Duration.ofSeconds(3);
        RecordMapper calls = mapper(timeout, 2, Optional.empty());

        assertThatThrownBy(() -> calls.map(record(Map.of())))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("did not answer within 3000 ms");
        long before = System.nanoTime();
        assertThatThrownBy(() -> calls.map(record(Map.of()))).isInstanceOf(Unreachable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(timeout);

        await().atMost(PATIENCE)
                .ignoreException(Unreachable.class)
                .until(() -> keys(calls.map(record(Map.of()))).equals(List.of("Patient/p1")));
    }

    @Test
    void isNotHeldUpByAnswersThatDrip() throws Exception {
        start(0, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (end.getCount() > 0) {
                    body.write(' ');
                    body.flush();
                    awaitEnd(Duration.ofMillis(20));
                }
            }
        });
        RecordMapper calls = mapper(Duration.ofMillis(300), 1, Optional.empty());

        assertThatThrownBy(() -> calls.map(record(Map.of())))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("did not answer within 300 ms");
    }

    @Test
    void makesSeveralCallsAtOnceButNoMoreThanItMay() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        start(0, exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            awaitEnd(Duration.ofMillis(50));
            now.decrementAndGet();
            answer(
                    exchange,
                    200,
                    "{\"resourceType\":\"Basic\",\"id\":\"" + bodies.get(0).length() + "\"}");
        });
        RecordMapper calls = mapper(PATIENCE, 3, Optional.empty());

        List<RecordMapper.InHand> begun = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            begun.add(calls.begin(record(Map.of("n", i))));
        }
        for (RecordMapper.InHand inHand : begun) {
            assertThat(keys(inHand.result())).hasSize(1);
        }

        assertThat(most).hasValueBetween(2, 3);
        assertThat(calls.ahead()).isEqualTo(2);
    }

    private void start(int port, Answering answering) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answering.answer(exchange);
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitEnd() {
        awaitEnd(PATIENCE);
    }

    private void awaitEnd(Duration most) {
        try {
            boolean ended = end.await(most.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            assertThat(ended || most.compareTo(PATIENCE) < 0).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RecordMapper mapper(Duration timeout, int concurrency, Optional<String> structureMap) {
        URI url = URI.create(
                "http://127.0.0.1:%d/fhir".formatted(server.getAddress().getPort()));
        OtherMapping.Call call = new OtherMapping.Call(
                url, structureMap, timeout, concurrency, Map.of(), Position.startOf("p.yaml"), List.of());
        mapper = new CallMapper("lab-results", call, (pipeline, outcome, time) -> outcomes.add(outcome));
        return mapper;
    }

    private static Incoming record(Map<String, Object> values) {
        return new Incoming(new RecordEvent.About("lab", "lab-results", "7", Instant.EPOCH, Optional.empty()), values);
    }

    private static String cause(RecordMapper calls) throws Unreachable {
        return calls.map(record(Map.of())).fold(mapped -> "mapped", Result.Rejected::cause);
    }

    private static List<ResourceState> states(Result result) {
        return result.fold(Result.Mapped::resources, rejected -> List.of());
    }

    private static List<String> keys(Result result) {
        return states(result).stream().map(state -> state.key().toString()).toList();
    }
}
