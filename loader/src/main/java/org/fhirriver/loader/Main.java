package org.fhirriver.loader;

import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.health.HealthRoutes;
import org.fhirriver.kit.health.HealthServer;
import org.fhirriver.kit.health.HealthWatch;
import org.fhirriver.kit.kafka.KafkaQuestion;
import org.fhirriver.kit.kafka.KafkaUnavailable;
import org.fhirriver.kit.kafka.TopicCatalogue;
import org.fhirriver.kit.kafka.TopicDeclarations;
import org.fhirriver.kit.settings.SettingsException;
import org.fhirriver.kit.stage.StageLoop;
import org.fhirriver.kit.stage.StopSignal;
import org.fhirriver.loader.store.LateWrites;
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the loader and wires it together. */
public final class Main {

    private static final Logger log = LoggerFactory.getLogger(Main.class);
    private static final String START = "start";

    private Main() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        try {
            run(LoaderConfig.from(System.getenv()));
        } catch (SettingsException e) {
            e.problems().forEach(problem -> log.error("{}", problem));
            System.exit(2);
        }
    }

    private static void run(LoaderConfig config) {
        Clock clock = Clock.systemUTC();
        Health health = new Health();
        health.waitFor(START, "its parts are being made");
        StopSignal stop = StopSignal.listen(health);
        PrometheusMeterRegistry metrics = HealthRoutes.registry();
        try (HealthServer server = HealthServer.start(config.httpHost(), config.httpPort(), health, metrics);
                MongoClient mongodb = MongoClients.create(clientSettings(config));
                Admin admin = config.kafka().admin();
                HealthWatch watch = new HealthWatch(health);
                LateWriteSweep sweep =
                        new LateWriteSweep(new LateWrites(mongodb.getDatabase(config.database()), clock))) {
            sweep.start();
            watch.over("Kafka", new KafkaQuestion(admin));
            watch.over("MongoDB", new MongoQuestion(mongodb.getDatabase(config.database())));
            log.info("The loader answers on {}:{}", config.httpHost(), server.port());
            TopicCatalogue topics = new TopicCatalogue(admin, TopicDeclarations.read(config.topics()));
            awaitTopics(topics, health);
            StageLoop loop = loop(config, mongodb, topics, health, metrics, clock);
            stop.ends(loop);
            health.reached(START);
            loop.run();
        } catch (RuntimeException | Error e) {
            health.failed("The loader ended: %s".formatted(e.getClass().getSimpleName()));
            throw e;
        }
    }

    static StageLoop loop(
            LoaderConfig config,
            MongoClient mongodb,
            TopicCatalogue topics,
            Health health,
            MeterRegistry metrics,
            Clock clock) {
        return new StageLoop(
                Stage.LOADER,
                config.kafka().consumer(config.group(), "loader-" + config.instance()),
                () -> config.kafka().transactionalProducer("loader-" + config.instance()),
                new Loading(mongodb.getDatabase(config.database()), metrics, clock),
                topics,
                health,
                metrics,
                clock);
    }

    static MongoClientSettings clientSettings(LoaderConfig config) {
        return MongoClientSettings.builder()
                .applicationName("fhir-river-loader")
                .writeConcern(WriteConcern.MAJORITY)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(60, TimeUnit.SECONDS))
                .applyConnectionString(config.connectionString())
                .build();
    }

    private static void awaitTopics(TopicCatalogue topics, Health health) {
        while (true) {
            try {
                topics.ensure(List.of(Topics.LEDGER, Topics.dead(Stage.LOADER), Topics.dead(Stage.TRANSFORMER)));
                health.reached("Kafka topics");
                return;
            } catch (KafkaUnavailable e) {
                health.waitFor("Kafka topics", "Kafka does not answer");
                log.warn("Kafka does not answer; trying again");
            }
        }
    }
}
