package org.fhirriver.transformer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.fhirriver.kit.settings.Settings;

/**
 * The transformer's settings.
 *
 * @param kafka how to reach Kafka
 * @param pipelines the folder of the pipelines
 * @param environment what variables in the pipelines' files stand for
 * @param hookTimeout how long a hook may take for a record
 * @param group the consumer group
 * @param instance what tells this process from others of its group, the same over restarts
 * @param httpHost where health and metrics are answered
 * @param httpPort on which port; 0 for a free one
 * @param topics another file of topic declarations, if any
 */
record TransformerConfig(
        KafkaSettings kafka,
        Path pipelines,
        Map<String, String> environment,
        Duration hookTimeout,
        String group,
        String instance,
        String httpHost,
        int httpPort,
        Optional<Path> topics) {

    private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(5);

    /** A hook's record is mapped within one transaction, which is closed after ten seconds. */
    private static final Duration LONGEST_HOOK_TIMEOUT = Duration.ofSeconds(9);

    TransformerConfig {
        environment = Map.copyOf(environment);
    }

    static TransformerConfig from(Map<String, String> environment) {
        Settings settings = new Settings(environment, "TRANSFORMER_");
        int port = settings.integer("TRANSFORMER_HTTP_PORT", 0, 65_535, 5001);
        TransformerConfig config = new TransformerConfig(
                KafkaSettings.from(settings),
                settings.path("RIVER_PIPELINES", Path.of("pipelines")),
                environment,
                settings.duration("TRANSFORMER_HOOK_TIMEOUT", HOOK_TIMEOUT),
                settings.text("TRANSFORMER_GROUP", "transformer"),
                settings.text(
                        "TRANSFORMER_INSTANCE",
                        hostName() + "-" + (port == 0 ? ProcessHandle.current().pid() : port)),
                settings.text("TRANSFORMER_HTTP_HOST", "127.0.0.1"),
                port,
                settings.optional("RIVER_TOPICS").map(Path::of));
        if (!Files.isDirectory(config.pipelines())) {
            settings.problem(
                    "RIVER_PIPELINES names no folder: " + config.pipelines().toAbsolutePath());
        }
        boolean bounded = config.hookTimeout().compareTo(Duration.ZERO) > 0
                && config.hookTimeout().compareTo(LONGEST_HOOK_TIMEOUT) <= 0;
        if (!bounded) {
            settings.problem("TRANSFORMER_HOOK_TIMEOUT must be from 1ms to 9s");
        }
        settings.check();
        return config;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Without the environment, which holds secrets. */
    @Override
    public String toString() {
        return "transformer %s of %s".formatted(instance, pipelines);
    }
}
