package org.fhirriver.chaos.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fhirriver.messages.Headers;
import org.jspecify.annotations.Nullable;

/** Publishes records in three states each, deletes among them, as a connector or a change log would. */
public final class Feed implements AutoCloseable {

    /** The batch that the feed's records say they belong to, so that the ledger counts them. */
    public static final String BATCH = "feed";

    private static final int STATES = 3;

    /** Always the same order of the states of different records. */
    private static final long ORDER = 20_260_131;

    private final Producer<byte[], byte[]> producer;
    private final List<State> states;
    private final AtomicInteger refused = new AtomicInteger();
    private int next;

    private record State(String pipeline, int id, int number) {}

    /** A feed of the records of a workload, to brokers whose topics are there. */
    public Feed(String bootstrapServers, int rows) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        600_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        600_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        states = new ArrayList<>();
        List<List<State>> pipelines = Workload.FEEDS.stream()
                .map(pipeline -> shuffled(pipeline, rows))
                .toList();
        for (int i = 0; i < rows; i++) {
            for (List<State> pipeline : pipelines) {
                states.add(pipeline.get(i));
            }
        }
    }

    /** How many records it publishes in all. */
    public int size() {
        return states.size();
    }

    /** Publishes the next of them and waits until they stand. */
    @SuppressWarnings("FutureReturnValueIgnored") // The callback has what the future has.
    public void publish(int count) {
        for (int i = 0; i < count && next < states.size(); i++, next++) {
            State state = states.get(next);
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                    state.pipeline(), String.valueOf(state.id()).getBytes(UTF_8), value(state));
            message.headers().add(Headers.BATCH, BATCH.getBytes(UTF_8));
            producer.send(message, (position, failure) -> {
                if (failure != null) {
                    refused.incrementAndGet();
                }
            });
        }
        producer.flush();
        if (refused.get() > 0) {
            throw new IllegalStateException("Kafka did not take %d of the feed's records".formatted(refused.get()));
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    /** The states of all records, those of one record in their order. */
    private static List<State> shuffled(String pipeline, int rows) {
        List<Integer> ids = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            ids.add(i / STATES + 1);
        }
        Collections.shuffle(ids, new Random(ORDER));
        int[] numbers = new int[rows / STATES + 2];
        List<State> states = new ArrayList<>(rows);
        for (int id : ids) {
            states.add(new State(pipeline, id, ++numbers[id]));
        }
        return states;
    }

    /** Some records end deleted, some are deleted and come again, some do not fulfil the condition for a while. */
    private static byte @Nullable [] value(State state) {
        int id = state.id();
        int number = state.number();
        boolean deleted = (id % 7 == 0 && number == STATES) || (id % 5 == 0 && number == 2);
        if (deleted) {
            return null;
        }
        boolean alive = !(id % 3 == 0 && number >= 2) && !(id % 4 == 0 && number == 1);
        int parts = (id + number * 2) % 4;
        return "{\"id\":%d,\"state\":%d,\"alive\":%b,\"parts\":%d}"
                .formatted(id, number, alive, parts)
                .getBytes(UTF_8);
    }
}
