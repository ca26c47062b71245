package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.fhirriver.kit.settings.SettingsException;
import org.junit.jupiter.api.Test;

final class ExtractorConfigTest {

    @Test
    void needsNothingButKafka() {
        ExtractorConfig config = ExtractorConfig.from(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));

        assertThat(config.kafka().bootstrapServers()).isEqualTo("kafka:9092");
        assertThat(config.pipelines()).isEqualTo(Path.of("pipelines"));
        assertThat(config.instance()).isEqualTo("extractor");
        assertThat(config.sourcePatience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.sweeps()).isTrue();
        assertThat(config.listener().host()).isEqualTo("127.0.0.1");
        assertThat(config.listener().port()).isEqualTo(5000);
        assertThat(config.listener().tls()).isEmpty();
        assertThat(config.topics()).isEmpty();
    }

    @Test
    void takesEverySetting() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "RIVER_PIPELINES", "/pipelines",
                "RIVER_TOPICS", "/topics.yaml",
                "EXTRACTOR_INSTANCE", "second",
                "EXTRACTOR_SOURCE_PATIENCE", "5m",
                "EXTRACTOR_HTTP_HOST", "0.0.0.0",
                "EXTRACTOR_HTTP_PORT", "0",
                "EXTRACTOR_AUTH", "off",
                "EXTRACTOR_TLS_KEYSTORE", "/keys.p12",
                "EXTRACTOR_TLS_KEYSTORE_PASSWORD", "geheim"));

        environment.put("EXTRACTOR_SWEEP", "off");

        ExtractorConfig config = ExtractorConfig.from(environment);

        assertThat(config.sweeps()).isFalse();
        assertThat(config.pipelines()).isEqualTo(Path.of("/pipelines"));
        assertThat(config.topics()).contains(Path.of("/topics.yaml"));
        assertThat(config.instance()).isEqualTo("second");
        assertThat(config.sourcePatience()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.listener().host()).isEqualTo("0.0.0.0");
        assertThat(config.listener().port()).isZero();
        assertThat(config.toString()).doesNotContain("geheim");
    }

    @Test
    void namesEveryProblemAtOnce() {
        assertThatThrownBy(() -> ExtractorConfig.from(Map.of(
                        "EXTRACTOR_HTTP_PORT", "many", "EXTRACTOR_INSTANZ", "x", "EXTRACTOR_TLS_KEYSTORE", "/a")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is required")
                .hasMessageContaining("EXTRACTOR_HTTP_PORT must be a whole number")
                .hasMessageContaining("EXTRACTOR_TLS_KEYSTORE and EXTRACTOR_TLS_KEYSTORE_PASSWORD go together")
                .hasMessageContaining("EXTRACTOR_INSTANZ is not a setting");
    }
}
