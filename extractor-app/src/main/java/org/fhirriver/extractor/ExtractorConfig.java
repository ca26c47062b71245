package org.fhirriver.extractor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.extractor.api.ApiKeys;
import org.fhirriver.extractor.api.Listener;
import org.fhirriver.extractor.touches.TouchParts;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.fhirriver.kit.settings.Settings;

/**
 * The extractor's settings.
 *
 * @param kafka how to reach Kafka
 * @param pipelines the folder of pipelines
 * @param instance this extractor's name over its restarts, by which it finds the batches that it was reading
 * @param sourcePatience how long a batch asks a source that is away before it fails
 * @param sweeps whether a full batch deletes what its source does not have any more
 * @param touches how keys that changes touch are read
 * @param listener where the API is answered
 * @param keys who may call it
 * @param topics another file of topic declarations, if any
 */
record ExtractorConfig(
        KafkaSettings kafka,
        Path pipelines,
        String instance,
        Duration sourcePatience,
        boolean sweeps,
        TouchParts.Settings touches,
        Listener listener,
        ApiKeys keys,
        Optional<Path> topics) {

    static ExtractorConfig from(Map<String, String> environment) {
        Settings settings = new Settings(environment, "EXTRACTOR_");
        Listener listener = Listener.from(settings);
        ExtractorConfig config = new ExtractorConfig(
                KafkaSettings.from(settings),
                settings.path("RIVER_PIPELINES", Path.of("pipelines")),
                settings.text("EXTRACTOR_INSTANCE", "extractor"),
                settings.duration("EXTRACTOR_SOURCE_PATIENCE", Duration.ofMinutes(1)),
                sweeps(settings),
                touches(settings),
                listener,
                ApiKeys.from(settings, listener.host()),
                settings.optional("RIVER_TOPICS").map(Path::of));
        settings.check();
        return config;
    }

    private static TouchParts.Settings touches(Settings settings) {
        return new TouchParts.Settings(
                settings.text("EXTRACTOR_GROUP", "extractor"),
                settings.text("EXTRACTOR_INSTANCE", "extractor"),
                settings.integer("EXTRACTOR_SOURCE_READS", 1, 16, 4),
                settings.duration("EXTRACTOR_READ_AGAIN", Duration.ofMillis(500)),
                settings.duration("EXTRACTOR_DUE_EVERY", Duration.ofSeconds(5)));
    }

    private static boolean sweeps(Settings settings) {
        String text = settings.text("EXTRACTOR_SWEEP", "on");
        if (!text.equals("on") && !text.equals("off")) {
            settings.problem("EXTRACTOR_SWEEP must be on or off, not '%s'".formatted(text));
        }
        return text.equals("on");
    }
}
