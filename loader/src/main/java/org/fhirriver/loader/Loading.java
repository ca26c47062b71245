package org.fhirriver.loader;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.kit.stage.Rejection;
import org.fhirriver.kit.stage.StageHandler;
import org.fhirriver.kit.stage.StageOutput;
import org.fhirriver.kit.stage.Unavailable;
import org.fhirriver.loader.store.FhirStore;
import org.fhirriver.loader.store.Outcome;
import org.fhirriver.loader.store.ResourceState;
import org.fhirriver.loader.store.StaleMarks;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.ResourceKey;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;

/**
 * Takes what stands on the FHIR topics into the store, the last state of each resource in a batch only, and marks as
 * stale what the transformer could not bring up to date.
 */
final class Loading implements StageHandler {

    private static final Pattern TOPICS =
            Pattern.compile(Pattern.quote(Topics.FHIR_PREFIX) + ".+|" + Pattern.quote(Topics.dead(Stage.TRANSFORMER)));
    private static final String MISADDRESSED = "The message's key is not <ResourceType>/<id> of its topic";
    private static final Duration[] LATENCIES = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(2)
    };

    private final MongoDatabase database;
    private final FhirStore store;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Timer written;
    private final Timer marked;
    private final BatchSize batchSize = new BatchSize();
    private boolean prepared;

    /** The last message of a resource in a batch, and whether there were others before it. */
    private record Newest(ConsumerRecord<byte[], byte[]> message, boolean overtakes) {}

    Loading(MongoDatabase database, MeterRegistry metrics, Clock clock) {
        this.database = database;
        this.store = new FhirStore(database, clock);
        this.metrics = metrics;
        this.clock = clock;
        this.written = mongoTimer("write", metrics);
        this.marked = mongoTimer("mark-stale", metrics);
    }

    private static Timer mongoTimer(String operation, MeterRegistry metrics) {
        return Timer.builder("river.mongo")
                .description("How long MongoDB took for a batch, reading what is stored included")
                .tag("operation", operation)
                .register(metrics);
    }

    @Override
    public Pattern topics() {
        return TOPICS;
    }

    @Override
    public int handle(List<ConsumerRecord<byte[], byte[]>> polled, StageOutput output) throws Unavailable {
        List<ConsumerRecord<byte[], byte[]>> batch = polled.subList(0, Math.min(polled.size(), batchSize.current()));
        Map<ResourceKey, Newest> newest = new LinkedHashMap<>();
        List<ConsumerRecord<byte[], byte[]>> misaddressed = new ArrayList<>();
        StaleMarks stale = new StaleMarks(database);
        long begun = System.nanoTime();
        for (ConsumerRecord<byte[], byte[]> message : batch) {
            if (message.topic().startsWith(Topics.FHIR_PREFIX)) {
                gather(newest, misaddressed, message, output);
            } else {
                mark(stale, message);
            }
        }
        try {
            prepare();
            List<ResourceState> states = states(newest);
            for (Outcome outcome : written.record(() -> store.apply(states))) {
                tell(output, message(newest, outcome), outcome);
            }
            marked.record(stale::write);
        } catch (MongoException e) {
            throw new Unavailable(
                    "writes to MongoDB",
                    "MongoDB does not take writes (%s)".formatted(e.getClass().getSimpleName()),
                    e);
        }
        // Only now, for the first message that is sent begins the time that Kafka gives a transaction.
        misaddressed.forEach(message -> output.reject(message, Rejection.of(pipeline(message), MISADDRESSED)));
        batchSize.took(Duration.ofNanos(System.nanoTime() - begun));
        return batch.size();
    }

    private void prepare() {
        if (!prepared) {
            store.prepare();
            prepared = true;
        }
    }

    private static void gather(
            Map<ResourceKey, Newest> newest,
            List<ConsumerRecord<byte[], byte[]>> misaddressed,
            ConsumerRecord<byte[], byte[]> message,
            StageOutput output) {
        Optional<ResourceKey> key = key(message);
        if (key.isEmpty()) {
            misaddressed.add(message);
            return;
        }
        Newest older = newest.put(key.get(), new Newest(message, newest.containsKey(key.get())));
        if (older != null) {
            output.count(older.message(), pipeline(older.message()), Count.SUPERSEDED, 1);
        }
    }

    private static List<ResourceState> states(Map<ResourceKey, Newest> newest) {
        List<ResourceState> states = new ArrayList<>(newest.size());
        newest.forEach((key, state) -> states.add(state(key, state.message(), state.overtakes())));
        return states;
    }

    private static ConsumerRecord<byte[], byte[]> message(Map<ResourceKey, Newest> newest, Outcome outcome) {
        Newest state = newest.get(outcome.state().key());
        if (state == null) {
            throw new IllegalStateException("The store tells of a state that it was not given");
        }
        return state.message();
    }

    private void tell(StageOutput output, ConsumerRecord<byte[], byte[]> message, Outcome outcome) {
        String pipeline = pipeline(message);
        switch (outcome.kind()) {
            case LOADED -> {
                output.count(message, pipeline, Count.LOADED, 1);
                time(message);
            }
            case UNCHANGED -> output.count(message, pipeline, Count.UNCHANGED, 1);
            case DELETED -> output.count(message, pipeline, Count.DELETED, 1);
            case SUPERSEDED -> output.count(message, pipeline, Count.SUPERSEDED, 1);
            case REFUSED -> output.reject(message, Rejection.of(pipeline, outcome.reason()));
        }
    }

    /** How long it took from the source to the store. */
    private void time(ConsumerRecord<?, ?> message) {
        String extracted = StageOutput.header(message, Headers.EXTRACTED_AT);
        if (extracted == null) {
            return;
        }
        try {
            Duration taken = Duration.between(Instant.parse(extracted), clock.instant());
            Timer.builder("river.latency")
                    .description("From the extraction of a record to its resource in the store")
                    .tag("pipeline", pipeline(message))
                    .serviceLevelObjectives(LATENCIES)
                    .register(metrics)
                    .record(taken.isNegative() ? Duration.ZERO : taken);
        } catch (DateTimeParseException e) {
            // A header of somebody else's making: there is no latency to tell.
            return;
        }
    }

    private static void mark(StaleMarks stale, ConsumerRecord<?, ?> letter) {
        String origin = StageOutput.header(letter, Headers.ORIGIN);
        String since = StageOutput.header(letter, Headers.REJECTED_AT);
        String cause = StageOutput.header(letter, Headers.CAUSE);
        if (origin == null || since == null || cause == null) {
            return;
        }
        Origin.parse(origin)
                .ifPresent(position -> letter.headers()
                        .headers(Headers.RESOURCES)
                        .forEach(header -> ResourceKey.parse(new String(header.value(), UTF_8))
                                .ifPresent(resource -> stale.add(resource, position, since, cause))));
    }

    private static Optional<ResourceKey> key(ConsumerRecord<byte[], byte[]> message) {
        return Optional.ofNullable(message.key())
                .flatMap(key -> ResourceKey.parse(new String(key, UTF_8)))
                .filter(key -> key.topic().equals(message.topic()));
    }

    private static ResourceState state(ResourceKey key, ConsumerRecord<byte[], byte[]> message, boolean overtakes) {
        return new ResourceState(
                key,
                message.value(),
                new Origin(message.topic(), message.partition(), message.offset()),
                new ResourceState.Source(
                        StageOutput.header(message, Headers.PIPELINE),
                        StageOutput.header(message, Headers.RECORD_KEY),
                        StageOutput.header(message, Headers.BATCH),
                        StageOutput.header(message, Headers.ORIGIN)),
                overtakes);
    }

    private static String pipeline(ConsumerRecord<?, ?> message) {
        String pipeline = StageOutput.header(message, Headers.PIPELINE);
        return pipeline == null ? "" : pipeline;
    }
}
