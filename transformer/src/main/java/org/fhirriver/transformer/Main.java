package org.fhirriver.transformer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
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
import org.fhirriver.messages.Stage;
import org.fhirriver.messages.Topics;
import org.fhirriver.transformer.mapping.Transforming;
import org.fhirriver.transformer.outputs.KafkaOutputsTopic;
import org.fhirriver.transformer.outputs.Outputs;
import org.fhirriver.transformer.pipelines.PipelineLoader;
import org.fhirriver.transformer.pipelines.PipelineWatch;
import org.fhirriver.transformer.pipelines.Pipelines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the transformer and wires it together. */
public final class Main {

    private static final Logger log = LoggerFactory.getLogger(Main.class);
    private static final String START = "start";

    private Main() {}

    /** Runs until the process is told to stop. */
    public static void main(String[] arguments) {
        try {
            run(TransformerConfig.from(System.getenv()));
        } catch (SettingsException e) {
            e.problems().forEach(problem -> log.error("{}", problem));
            System.exit(2);
        }
    }

    private static void run(TransformerConfig config) {
        Clock clock = Clock.systemUTC();
        Health health = new Health();
        health.waitFor(START, "its parts are being made");
        StopSignal stop = StopSignal.listen(health);
        PrometheusMeterRegistry metrics = HealthRoutes.registry();
        try (HealthServer server = HealthServer.start(config.httpHost(), config.httpPort(), health, metrics);
                Admin admin = config.kafka().admin();
                HealthWatch watch = new HealthWatch(health)) {
            watch.over("Kafka", new KafkaQuestion(admin));
            log.info("The transformer answers on {}:{}", config.httpHost(), server.port());
            TopicCatalogue topics = new TopicCatalogue(admin, TopicDeclarations.read(config.topics()));
            awaitTopics(topics, health);
            PipelineLoader loader =
                    new PipelineLoader(config.pipelines(), config.environment(), config.hookTimeout(), metrics);
            try (PipelineWatch pipelines = new PipelineWatch(config.pipelines(), loader::load, topics)) {
                pipelines.start();
                StageLoop loop = loop(config, pipelines, admin, topics, health, metrics, clock);
                stop.ends(loop);
                health.reached(START);
                loop.run();
            }
        } catch (RuntimeException | Error e) {
            health.failed("The transformer ended: %s".formatted(e.getClass().getSimpleName()));
            throw e;
        }
    }

    static StageLoop loop(
            TransformerConfig config,
            Pipelines pipelines,
            Admin admin,
            TopicCatalogue topics,
            Health health,
            MeterRegistry metrics,
            Clock clock) {
        String name = "transformer-" + config.instance();
        Outputs outputs = new Outputs(new KafkaOutputsTopic(admin, config.kafka()::reader, topics));
        return new StageLoop(
                Stage.TRANSFORMER,
                config.kafka().consumer(config.group(), name),
                () -> config.kafka().transactionalProducer(name),
                new Transforming(pipelines, outputs, clock),
                topics,
                health,
                metrics,
                clock);
    }

    private static void awaitTopics(TopicCatalogue topics, Health health) {
        while (true) {
            try {
                topics.ensure(List.of(Topics.LEDGER, Topics.dead(Stage.TRANSFORMER)));
                health.reached("Kafka topics");
                return;
            } catch (KafkaUnavailable e) {
                health.waitFor("Kafka topics", "Kafka does not answer");
                log.warn("Kafka does not answer; trying again");
            }
        }
    }
}
