package org.fhirriver.extractor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.fhirriver.extractor.api.Api;
import org.fhirriver.extractor.batch.BatchParts;
import org.fhirriver.extractor.batch.BatchService;
import org.fhirriver.extractor.batch.Batches;
import org.fhirriver.extractor.batch.Ledger;
import org.fhirriver.extractor.dead.DeadLetters;
import org.fhirriver.extractor.dead.Replay;
import org.fhirriver.extractor.pipelines.Pipelines;
import org.fhirriver.extractor.preview.Previews;
import org.fhirriver.extractor.publish.LockedOut;
import org.fhirriver.extractor.publish.Overtaking;
import org.fhirriver.extractor.publish.Ownership;
import org.fhirriver.extractor.publish.Publisher;
import org.fhirriver.extractor.single.KnownKeys;
import org.fhirriver.extractor.single.SingleCalls;
import org.fhirriver.extractor.sweep.Sweep;
import org.fhirriver.extractor.touches.Capture;
import org.fhirriver.extractor.touches.TouchParts;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.health.HealthRoutes;
import org.fhirriver.kit.kafka.TopicCatalogue;
import org.fhirriver.kit.kafka.TopicDeclarations;

/** The extractor, wired together and running. */
final class Extractor {

    private static final Duration TURN_WITHIN = Duration.ofSeconds(10);

    private final Admin admin;
    private final Pipelines pipelines;
    private final Previews previews;
    private final BatchService batchService;
    private final Capture capture;
    private final Api api;

    private Extractor(
            Admin admin, Pipelines pipelines, Previews previews, BatchService batchService, Capture capture, Api api) {
        this.admin = admin;
        this.pipelines = pipelines;
        this.previews = previews;
        this.batchService = batchService;
        this.capture = capture;
        this.api = api;
    }

    /**
     * Starts an extractor.
     *
     * @param environment what variables in the descriptions of databases stand for
     */
    static Extractor start(ExtractorConfig config, Map<String, String> environment) {
        Clock clock = Clock.systemUTC();
        Health health = new Health();
        PrometheusMeterRegistry metrics = HealthRoutes.registry();
        Admin admin = config.kafka().admin();
        TopicCatalogue topics = new TopicCatalogue(admin, TopicDeclarations.read(config.topics()));
        Pipelines pipelines = new Pipelines(config.pipelines(), environment, clock);
        Batches batches = new Batches(clock);
        Ledger ledger = new Ledger(config.kafka()::reader, admin, topics, batches, health);
        Overtaking overtaking = new Overtaking();
        LockedOut lockedOut = new LockedOut(config.instance(), health, clock);
        Ownership ownership = new Ownership();
        Function<String, Publisher> publishers = name -> publisher(config, topics, metrics, lockedOut, ownership, name);
        Publisher publisher = publishers.apply("api");
        Optional<Sweep> sweep =
                config.sweeps() ? Optional.of(new Sweep(config.kafka()::reader, overtaking, clock)) : Optional.empty();
        BatchService batchService = new BatchService(
                config.instance(),
                publishers,
                publisher,
                new BatchParts(pipelines, overtaking, sweep, ledger, batches, config.sourcePatience(), health, clock));
        Replay replay = new Replay(
                config.kafka()::reader, config.kafka()::uncommittedReader, pipelines, overtaking, publisher, clock);
        Previews previews = new Previews(environment);
        SingleCalls singleCalls =
                new SingleCalls(pipelines, publisher, overtaking, new KnownKeys(config.kafka()::reader), clock);
        Api api = Api.start(
                config.listener(),
                new Api.Parts(
                        pipelines,
                        singleCalls,
                        previews,
                        new DeadLetters(config.kafka()::reader),
                        replay,
                        batches,
                        batchService.desk(),
                        config.keys(),
                        health,
                        metrics));
        batchService.start();
        Capture capture = new Capture(
                admin,
                topics,
                new TouchParts(
                        config.kafka(),
                        config.touches(),
                        pipelines,
                        overtaking,
                        ownership,
                        topics,
                        new FullBatches(batchService.desk()),
                        health,
                        metrics,
                        clock),
                publishers.apply("found-keys"));
        capture.start();
        return new Extractor(admin, pipelines, previews, batchService, capture, api);
    }

    /** The port that the API listens on. */
    int port() {
        return api.port();
    }

    /**
     * Stops after what is in hand.
     *
     * @return whether everything in hand was done within the grace
     */
    boolean stop(Duration grace) throws InterruptedException {
        api.close();
        boolean done = capture.stop(grace);
        done &= batchService.stop(grace);
        previews.close();
        pipelines.close();
        admin.close(Duration.ofSeconds(1));
        return done;
    }

    private static Publisher publisher(
            ExtractorConfig config,
            TopicCatalogue topics,
            MeterRegistry metrics,
            LockedOut lockedOut,
            Ownership ownership,
            String name) {
        String transactionalId = "extractor-" + config.instance() + "-" + name;
        return new Publisher(
                () -> config.kafka().transactionalProducer(transactionalId),
                topics,
                metrics,
                lockedOut,
                ownership,
                TURN_WITHIN);
    }
}
