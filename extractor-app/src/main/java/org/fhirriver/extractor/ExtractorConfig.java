package org.fhirriver.extractor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.fhirriver.kit.settings.Settings;

/**
 * The extractor's settings.
 *
 * @param kafka how to reach Kafka
 * @param pipelines the folder of pipelines
 * @param instance this extractor's name over its restarts, by which it finds the batches that it was reading
 * @param httpHost where the API is answered
 * @param httpPort on which port; 0 for a free one
 * @param topics another file of topic declarations, if any
 */
record ExtractorConfig(
        KafkaSettings kafka, Path pipelines, String instance, String httpHost, int httpPort, Optional<Path> topics) {

    static ExtractorConfig from(Map<String, String> environment) {
        Settings settings = new Settings(environment, "EXTRACTOR_");
        ExtractorConfig config = new ExtractorConfig(
                KafkaSettings.from(settings),
                settings.path("RIVER_PIPELINES", Path.of("pipelines")),
                settings.text("EXTRACTOR_INSTANCE", "extractor"),
                settings.text("EXTRACTOR_HTTP_HOST", "127.0.0.1"),
                settings.integer("EXTRACTOR_HTTP_PORT", 0, 65_535, 5000),
                settings.optional("RIVER_TOPICS").map(Path::of));
        settings.check();
        return config;
    }
}
