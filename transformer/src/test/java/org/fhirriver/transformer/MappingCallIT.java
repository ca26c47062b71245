package org.fhirriver.transformer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.transformer.RunningTransformer.message;
import static org.fhirriver.transformer.RunningTransformer.until;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.transformer.RunningTransformer.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline whose records a server maps, while that server fails, hangs and recovers. */
final class MappingCallIT {

    private static final int RECORDS = 200;

    @TempDir
    private Path folder;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger answered = new AtomicInteger();
    private volatile Mood mood = Mood.WELL;
    private HttpServer server;
    private RunningTransformer transformer;

    private enum Mood {
        WELL,
        FAILING,
        HANGING
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/map", this::answer);
        server.start();
        transformer = new RunningTransformer(folder);
        transformer.write("notes.yaml", """
                name: lab-notes
                key: [id]
                map:
                  call:
                    url: http://127.0.0.1:%d/map
                    timeout: 400ms
                    concurrency: 3
                """.formatted(server.getAddress().getPort()));
        transformer.write("plain.yaml", """
                name: lab-plain
                key: [id]
                resources:
                  - template: {resourceType: Basic, code: {text: plain}}
                """);
    }

    @AfterEach
    void stop() throws InterruptedException {
        end.countDown();
        transformer.close();
        server.stop(0);
    }

    @Test
    void keepsTheOrderAndLosesNothingWhileTheServerFailsHangsAndRecovers() throws Exception {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            messages.add(message(
                    "lab-notes",
                    Integer.toString(i % 20),
                    "{\"id\":%d,\"n\":%d}".formatted(i % 20, i),
                    Map.of("river.batch", "b1")));
        }
        transformer.publish(messages);
        transformer.start();
        until(() -> answered.get() > 20);

        mood = Mood.FAILING;
        until(() -> transformer.health.waits().containsKey("the mapping server of lab-notes"));
        transformer.publish(message("lab-plain", "1", "{\"id\":1}"));
        transformer.await("fhir.Basic", 1);
        mood = Mood.HANGING;
        transformer.publish(message("lab-plain", "2", "{\"id\":2}"));
        transformer.await("fhir.Basic", 2);
        assertThat(transformer.health.isReady()).isFalse();
        mood = Mood.WELL;

        until(() -> transformer.counted(Count.MAPPED) == RECORDS);
        until(transformer.health::isReady);
        assertThat(transformer.read("transformer.dead")).isEmpty();
        List<ConsumerRecord<byte[], byte[]>> observations = transformer.read("fhir.Observation");
        assertThat(observations).hasSize(RECORDS);
        Map<String, Integer> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> observation : observations) {
            String json = new String(observation.value(), UTF_8);
            int number = Integer.parseInt(json.replaceAll(".*\"text\":\"([0-9]+)\".*", "$1"));
            Integer before = last.put(new String(observation.key(), UTF_8), number);
            assertThat(before == null || before < number).isTrue();
        }
    }

    @Test
    void deletesWhatTheServerMadeOfADeletedRecord() throws Exception {
        transformer.publish(message("lab-notes", "7", "{\"id\":7,\"n\":1}"));
        transformer.start();
        transformer.await("fhir.Observation", 1);

        transformer.publish(message("lab-notes", "7", null));

        transformer.await("fhir.Observation", 2);
        assertThat(transformer.states("fhir.Observation")).hasSize(1).containsValue(null);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (mood == Mood.HANGING) {
            awaitEnd();
        }
        boolean well = mood == Mood.WELL;
        String number = body.replaceAll(".*\"n\":([0-9]+).*", "$1");
        byte[] answer = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"%s\"}}"
                .formatted(number)
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(well ? 200 : 503, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
        answered.incrementAndGet();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
