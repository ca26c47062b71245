package org.fhirriver.transformer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.fhirriver.kit.kafka.TopicCatalogue;
import org.fhirriver.kit.kafka.TopicDeclarations;
import org.fhirriver.kit.stage.StageLoop;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Topics;
import org.fhirriver.test.CommittedMessages;
import org.fhirriver.test.KafkaForTests;
import org.fhirriver.transformer.pipelines.PipelineLoader;
import org.fhirriver.transformer.pipelines.PipelineWatch;

/** A transformer in this JVM with a real broker and a folder of pipelines. */
final class RunningTransformer {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaForTests broker = KafkaForTests.start();
    private final KafkaSettings kafka = KafkaSettings.of(broker.bootstrapServers());
    private final Admin admin = kafka.admin();
    private final TopicCatalogue topics = new TopicCatalogue(admin, TopicDeclarations.read(Optional.empty()));
    private final Producer<byte[], byte[]> source;
    private final Path folder;
    final Health health = new Health();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private PipelineWatch pipelines;
    private StageLoop loop;
    private Thread thread;

    RunningTransformer(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("lab/hooks"));
        Files.writeString(folder.resolve("lab/source.yaml"), "name: lab\ntimezone: Europe/Berlin\n");
        topics.ensure(List.of(Topics.LEDGER, "transformer.dead"));
        source = kafka.transactionalProducer("source");
        source.initTransactions();
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve("lab").resolve(file), text);
    }

    void delete(String file) throws IOException {
        Files.delete(folder.resolve("lab").resolve(file));
    }

    void start() {
        start(Clock.systemUTC());
    }

    /** Starts the loop with a clock that may fail it. */
    void start(Clock clock) {
        TransformerConfig config = TransformerConfig.from(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "RIVER_PIPELINES",
                folder.toString(),
                "TRANSFORMER_INSTANCE",
                "test",
                "TRANSFORMER_HTTP_PORT",
                "0"));
        PipelineLoader loader =
                new PipelineLoader(config.pipelines(), config.environment(), config.hookTimeout(), metrics);
        pipelines = new PipelineWatch(config.pipelines(), loader::load, topics);
        pipelines.start();
        loop = Main.loop(config, pipelines, admin, topics, health, metrics, clock);
        thread = new Thread(loop, "transformer");
        thread.setUncaughtExceptionHandler((dead, e) -> {});
        thread.start();
    }

    void stop() throws InterruptedException {
        if (loop != null && !loop.stop(Duration.ofSeconds(30))) {
            throw new IllegalStateException("The transformer does not stop");
        }
        if (pipelines != null) {
            pipelines.close();
        }
    }

    /** Something to publish. */
    record Message(String topic, byte[] key, byte[] value, Map<String, String> headers) {
        private ProducerRecord<byte[], byte[]> toKafka() {
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, key, value);
            headers.forEach((name, text) -> message.headers().add(name, text.getBytes(UTF_8)));
            return message;
        }
    }

    static Message message(String topic, String key, String value) {
        return message(topic, key, value, Map.of());
    }

    static Message message(String topic, String key, String value, Map<String, String> headers) {
        return new Message(
                topic, key == null ? null : key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), headers);
    }

    /** Publishes messages in one transaction. */
    void publish(Message... messages) {
        publish(List.of(messages));
    }

    void publish(List<Message> messages) {
        topics.ensure(messages.stream().map(Message::topic).distinct().toList());
        source.beginTransaction();
        messages.forEach(message -> {
            var unused = source.send(message.toKafka());
        });
        source.commitTransaction();
    }

    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return CommittedMessages.of(broker.bootstrapServers(), topic);
    }

    /** The last state of each key; null for one that is deleted. */
    Map<String, String> states(String topic) {
        Map<String, String> states = new LinkedHashMap<>();
        read(topic)
                .forEach(message -> states.put(
                        new String(message.key(), UTF_8),
                        message.value() == null ? null : new String(message.value(), UTF_8)));
        return states;
    }

    List<ConsumerRecord<byte[], byte[]>> await(String topic, int messages) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        until(() -> {
            found.clear();
            found.addAll(read(topic));
            return found.size() >= messages;
        });
        return found;
    }

    long counted(Count count) {
        return read(Topics.LEDGER).stream()
                .map(message -> LedgerEntry.fromJson(message.value()).orElseThrow())
                .mapToLong(entry -> ((LedgerEntry.Counted) entry).counts().getOrDefault(count, 0L))
                .sum();
    }

    static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    static String header(ConsumerRecord<?, ?> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** Waits until the loop has come to an end that it did not want. */
    void awaitDeath() {
        until(() -> !thread.isAlive());
        pipelines.close();
        loop = null;
    }

    void close() throws InterruptedException {
        stop();
        source.close();
        admin.close();
        broker.close();
    }
}
