package org.fhirriver.kit.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fhirriver.kit.health.Health;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.ResourceKey;
import org.fhirriver.messages.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StageLoopTest {

    private static final TopicPartition PARTITION = new TopicPartition("p", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Health health = new Health();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-01-31T12:00:00Z").toEpochMilli());
    private final Clock clock = clockAt(now);
    private StageLoop loop;

    @AfterEach
    void stop() throws InterruptedException {
        if (loop != null) {
            assertThat(loop.stop(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void commitsWhatTheHandlerWroteTogetherWithTheOffsets() {
        start(handler((batch, output) -> {
            batch.forEach(message -> {
                output.send(new ProducerRecord<>("fhir.Patient", message.key(), message.value()));
                output.count(message, "p", Count.MAPPED, 1);
            });
            return batch.size();
        }));

        deliver("b1", "one", "two");

        await().atMost(Duration.ofMinutes(2)).until(() -> producer.commitCount() == 1);
        assertThat(values("fhir.Patient")).containsExactly("one", "two");
        assertThat(producer.consumerGroupOffsetsHistory().get(0).values())
                .singleElement()
                .satisfies(
                        offsets -> assertThat(offsets.get(PARTITION).offset()).isEqualTo(2));
        assertThat(ledger()).singleElement().isInstanceOfSatisfying(LedgerEntry.Counted.class, entry -> {
            assertThat(entry.batch()).isEqualTo("b1");
            assertThat(entry.origin()).isEqualTo("p-0@0");
            assertThat(entry.end()).isEqualTo(2);
            assertThat(entry.counts()).isEqualTo(Map.of(Count.MAPPED, 2L));
        });
        assertThat(metrics.counter("river.records", "stage", "transformer", "pipeline", "p", "outcome", "mapped")
                        .count())
                .isEqualTo(2);
        assertThat(health.isReady()).isTrue();
    }

    @Test
    void commitsAPrefixAndGoesOnBehindIt() {
        start(handler((batch, output) -> {
            output.send(new ProducerRecord<>("fhir.Patient", null, batch.get(0).value()));
            return 1;
        }));

        deliver(null, "one", "two", "three");

        await().atMost(Duration.ofMinutes(2)).until(() -> producer.commitCount() == 3);
        assertThat(values("fhir.Patient")).containsExactly("one", "two", "three");
        assertThat(ledger()).isEmpty();
    }

    @Test
    void commitsNothingWhileSomethingOutsideIsAwayAndTriesTheSameAgain() {
        AtomicInteger tries = new AtomicInteger();
        start(handler((batch, output) -> {
            output.send(new ProducerRecord<>("fhir.Patient", null, batch.get(0).value()));
            if (tries.incrementAndGet() < 3) {
                throw new Unavailable("MongoDB", "MongoDB does not answer", new IllegalStateException("down"));
            }
            return batch.size();
        }));

        deliver(null, "one");
        await().atMost(Duration.ofMinutes(2)).until(() -> tries.get() >= 1 && !health.isReady());
        assertThat(health.waits()).containsEntry("MongoDB", "MongoDB does not answer");
        assertThat(consumer.paused()).contains(PARTITION);
        redeliverWhenRewound(tries);

        await().atMost(Duration.ofMinutes(2)).until(() -> producer.commitCount() == 1);
        assertThat(values("fhir.Patient")).containsExactly("one");
        await().atMost(Duration.ofMinutes(2)).until(health::isReady);
    }

    @Test
    void pollsInTimeThoughTheWorkIsSlow() {
        start(handler((batch, output) -> {
            output.send(new ProducerRecord<>("fhir.Patient", null, batch.get(0).value()));
            now.addAndGet(61_000);
            return 1;
        }));

        deliver(null, "one", "two", "three");

        await().atMost(Duration.ofMinutes(2))
                .until(() -> producer.commitCount() == 1 && consumer.position(PARTITION) == 1);
        assertThat(values("fhir.Patient")).containsExactly("one");
    }

    @Test
    void tellsOfTheNextMessagesBeforeItCommitsThoseInHand() {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        start(new StageHandler() {
            @Override
            public Pattern topics() {
                return Pattern.compile("p");
            }

            @Override
            public void ahead(List<ConsumerRecord<byte[], byte[]>> messages) {
                events.add("ahead " + texts(messages));
            }

            @Override
            public int handle(List<ConsumerRecord<byte[], byte[]>> batch, StageOutput output) {
                events.add("handle " + texts(batch));
                return batch.size();
            }
        });

        consumer.schedulePollTask(() -> {
            consumer.addRecord(message(null, 0, "one"));
            consumer.schedulePollTask(() -> consumer.addRecord(message(null, 1, "two")));
        });

        await().until(() -> producer.commitCount() == 2);
        assertThat(events).containsExactly("ahead [one]", "ahead [two]", "handle [one]", "handle [two]");
        assertThat(producer.consumerGroupOffsetsHistory())
                .extracting(offsets ->
                        offsets.values().iterator().next().get(PARTITION).offset())
                .containsExactly(1L, 2L);
    }

    @Test
    void forgetsWhatItPolledOfPartitionsThatAreNoLongerItsOwn() {
        List<String> handled = Collections.synchronizedList(new ArrayList<>());
        start(handler((batch, output) -> {
            handled.addAll(texts(batch));
            return batch.size();
        }));

        consumer.schedulePollTask(() -> {
            consumer.addRecord(message(null, 0, "before"));
            consumer.schedulePollTask(() -> consumer.rebalance(List.of()));
            consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
            consumer.schedulePollTask(() -> consumer.addRecord(message(null, 0, "after")));
        });

        await().until(() -> producer.commitCount() == 1);
        assertThat(handled).containsExactly("after");
    }

    @Test
    void writesADeadLetterWithTheBytesAsTheyCameAndTheReason() {
        start(handler((batch, output) -> {
            output.reject(
                    batch.get(0),
                    new Rejection(
                            "no patient",
                            Optional.of("p"),
                            Optional.of("Patient.id"),
                            List.of(new ResourceKey("Patient", "17"))));
            return 1;
        }));

        deliver("b1", "one");

        await().atMost(Duration.ofMinutes(2)).until(() -> producer.commitCount() == 1);
        ProducerRecord<byte[], byte[]> letter = producer.history().stream()
                .filter(message -> message.topic().equals("transformer.dead"))
                .findFirst()
                .orElseThrow();
        assertThat(letter.value()).isEqualTo("one".getBytes(UTF_8));
        assertThat(header(letter, Headers.CAUSE)).isEqualTo("no patient");
        assertThat(header(letter, Headers.ELEMENT)).isEqualTo("Patient.id");
        assertThat(header(letter, Headers.RESOURCES)).isEqualTo("Patient/17");
        assertThat(header(letter, Headers.ORIGIN)).isEqualTo("p-0@0");
        assertThat(header(letter, Headers.ATTEMPT)).isEqualTo("1");
        assertThat(header(letter, Headers.BATCH)).isEqualTo("b1");
        assertThat(ledger())
                .singleElement()
                .isInstanceOfSatisfying(
                        LedgerEntry.Counted.class,
                        entry -> assertThat(entry.counts()).isEqualTo(Map.of(Count.REJECTED, 1L)));
    }

    private void redeliverWhenRewound(AtomicInteger tries) {
        while (producer.commitCount() == 0) {
            int before = tries.get();
            await().atMost(Duration.ofMinutes(2)).until(() -> consumer.paused().isEmpty());
            consumer.schedulePollTask(() -> {
                if (consumer.paused().isEmpty() && consumer.position(PARTITION) == 0) {
                    consumer.addRecord(message(null, 0, "one"));
                }
            });
            await().atMost(Duration.ofMinutes(2)).until(() -> tries.get() > before);
        }
    }

    /** A clock that goes by itself, and is set forward by adding to {@code offset}. */
    private static Clock clockAt(AtomicLong offset) {
        long begun = System.nanoTime();
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(offset.get() + (System.nanoTime() - begun) / 1_000_000);
            }
        };
    }

    private interface Work {
        int handle(List<ConsumerRecord<byte[], byte[]>> batch, StageOutput output) throws Unavailable;
    }

    private static StageHandler handler(Work work) {
        return new StageHandler() {
            @Override
            public Pattern topics() {
                return Pattern.compile("p");
            }

            @Override
            public int handle(List<ConsumerRecord<byte[], byte[]>> batch, StageOutput output) throws Unavailable {
                return work.handle(batch, output);
            }
        };
    }

    private void start(StageHandler handler) {
        Node node = new Node(0, "localhost", 1);
        consumer.updatePartitions("p", List.of(new PartitionInfo("p", 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        loop = new StageLoop(
                Stage.TRANSFORMER, consumer, () -> producer, handler, topics -> {}, health, metrics, clock);
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
        new Thread(loop, "loop").start();
    }

    private void deliver(String batch, String... values) {
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < values.length; offset++) {
                consumer.addRecord(message(batch, offset, values[offset]));
            }
        });
    }

    private static ConsumerRecord<byte[], byte[]> message(String batch, long offset, String value) {
        ConsumerRecord<byte[], byte[]> message =
                new ConsumerRecord<>("p", 0, offset, "key".getBytes(UTF_8), value.getBytes(UTF_8));
        if (batch != null) {
            message.headers().add(Headers.BATCH, batch.getBytes(UTF_8));
        }
        return message;
    }

    private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> messages) {
        return messages.stream()
                .map(message -> new String(message.value(), UTF_8))
                .toList();
    }

    private List<String> values(String topic) {
        return producer.history().stream()
                .filter(message -> message.topic().equals(topic))
                .map(message -> new String(message.value(), UTF_8))
                .toList();
    }

    private List<LedgerEntry> ledger() {
        return producer.history().stream()
                .filter(message -> message.topic().equals("river.ledger"))
                .map(message -> LedgerEntry.fromJson(message.value()).orElseThrow())
                .toList();
    }

    private static String header(ProducerRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }
}
