package org.fhirriver.kit.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.fhirriver.kit.kafka.TopicCatalogue;
import org.fhirriver.kit.kafka.TopicDeclarations;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Stage;
import org.fhirriver.test.CommittedMessages;
import org.fhirriver.test.KafkaForTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop against a real broker: what it wrote is there once, whatever stopped it in between. */
final class StageLoopIT {

    private static final int RECORDS = 5_000;

    private KafkaForTests broker;
    private KafkaSettings kafka;
    private Admin admin;
    private TopicCatalogue topics;

    @BeforeEach
    void start() {
        broker = KafkaForTests.start();
        kafka = KafkaSettings.of(broker.bootstrapServers());
        admin = kafka.admin();
        topics = new TopicCatalogue(admin, TopicDeclarations.read(Optional.empty()));
        topics.ensure(List.of("p", "fhir.Patient", "river.ledger", "transformer.dead"));
        try (Producer<byte[], byte[]> producer = kafka.transactionalProducer("source")) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < RECORDS; i++) {
                byte[] key = Integer.toString(i % 97).getBytes(UTF_8);
                ProducerRecord<byte[], byte[]> message =
                        new ProducerRecord<>("p", key, Integer.toString(i).getBytes(UTF_8));
                message.headers().add(Headers.BATCH, "b1".getBytes(UTF_8));
                producer.send(message);
            }
            producer.commitTransaction();
        }
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void writesEverythingOnceThoughItIsCutAgainAndAgain() throws InterruptedException {
        AtomicInteger handled = new AtomicInteger();
        for (int cut = 1; cut <= 4; cut++) {
            int limit = cut * 1_100;
            StageLoop loop = loop(handler(message -> {
                if (handled.incrementAndGet() % limit == 0) {
                    throw new IllegalStateException("cut");
                }
            }));
            Thread thread = new Thread(loop, "loop");
            thread.setUncaughtExceptionHandler((t, e) -> assertThat(e).hasMessage("cut"));
            thread.start();
            await().atMost(Duration.ofMinutes(2)).until(() -> !thread.isAlive());
        }

        StageLoop last = loop(handler(message -> {}));
        new Thread(last, "loop").start();
        await().atMost(Duration.ofMinutes(2)).until(() -> read("fhir.Patient").size() >= RECORDS);
        await().atMost(Duration.ofMinutes(2)).until(() -> mapped() >= RECORDS);
        assertThat(last.stop(Duration.ofSeconds(20))).isTrue();

        List<ConsumerRecord<byte[], byte[]>> written = read("fhir.Patient");
        assertThat(written.stream().map(StageLoopIT::number))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RECORDS).boxed().toList());
        assertThat(mapped()).isEqualTo(RECORDS);
        Map<String, Integer> lastOfKey = new HashMap<>();
        written.forEach(message -> {
            Integer before = lastOfKey.put(new String(message.key(), UTF_8), number(message));
            assertThat(before == null || before < number(message)).isTrue();
        });
    }

    private interface Each {
        void accept(ConsumerRecord<byte[], byte[]> message);
    }

    private static StageHandler handler(Each each) {
        return new StageHandler() {
            @Override
            public Pattern topics() {
                return Pattern.compile("p");
            }

            @Override
            public int handle(List<ConsumerRecord<byte[], byte[]>> batch, StageOutput output) {
                List<ConsumerRecord<byte[], byte[]>> part = batch.subList(0, Math.min(300, batch.size()));
                for (ConsumerRecord<byte[], byte[]> message : part) {
                    output.send(new ProducerRecord<>("fhir.Patient", message.key(), message.value()));
                    output.count(message, "p", Count.MAPPED, 1);
                    each.accept(message);
                }
                return part.size();
            }
        };
    }

    private StageLoop loop(StageHandler handler) {
        return new StageLoop(
                Stage.TRANSFORMER,
                kafka.consumer("transformer", "transformer-1"),
                () -> kafka.transactionalProducer("transformer-1"),
                handler,
                topics,
                new Health(),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    private long mapped() {
        return read("river.ledger").stream()
                .map(message -> LedgerEntry.fromJson(message.value()).orElseThrow())
                .mapToLong(entry -> ((LedgerEntry.Counted) entry).counts().getOrDefault(Count.MAPPED, 0L))
                .sum();
    }

    private static int number(ConsumerRecord<byte[], byte[]> message) {
        return Integer.parseInt(new String(message.value(), UTF_8));
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return CommittedMessages.of(broker.bootstrapServers(), topic);
    }
}
