package org.fhirriver.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.fhirriver.kit.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransformerConfigTest {

    @TempDir
    private Path folder;

    @Test
    void hasDefaultsForAllButKafka() {
        TransformerConfig config = config(Map.of());

        assertThat(config.httpHost()).isEqualTo("127.0.0.1");
        assertThat(config.httpPort()).isEqualTo(5001);
        assertThat(config.group()).isEqualTo("transformer");
        assertThat(config.instance()).endsWith("-5001");
        assertThat(config.hookTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.topics()).isEmpty();
    }

    @Test
    void readsEverySetting() {
        TransformerConfig config = config(Map.of(
                "TRANSFORMER_HTTP_HOST", "0.0.0.0",
                "TRANSFORMER_HTTP_PORT", "6001",
                "TRANSFORMER_GROUP", "g",
                "TRANSFORMER_INSTANCE", "one",
                "TRANSFORMER_HOOK_TIMEOUT", "500ms",
                "RIVER_TOPICS", "topics.yaml"));

        assertThat(config.httpHost()).isEqualTo("0.0.0.0");
        assertThat(config.httpPort()).isEqualTo(6001);
        assertThat(config.group()).isEqualTo("g");
        assertThat(config.instance()).isEqualTo("one");
        assertThat(config.hookTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.topics()).contains(Path.of("topics.yaml"));
        assertThat(config.pipelines()).isEqualTo(folder);
    }

    @Test
    void namesEveryProblemAtOnce() {
        Map<String, String> environment = Map.of(
                "RIVER_PIPELINES", folder.resolve("none").toString(),
                "TRANSFORMER_HOOK_TIMEOUT", "1m",
                "TRANSFORMER_HTTP_PROT", "1");

        assertThatThrownBy(() -> TransformerConfig.from(environment))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is required")
                .hasMessageContaining("RIVER_PIPELINES names no folder")
                .hasMessageContaining("TRANSFORMER_HOOK_TIMEOUT must be from 1ms to 9s")
                .hasMessageContaining("did you mean TRANSFORMER_HTTP_PORT?");
    }

    @Test
    void showsNothingOfTheEnvironment() {
        assertThat(config(Map.of("LAB_JDBC_PASSWORD", "secret"))).asString().doesNotContain("secret");
    }

    private TransformerConfig config(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
        environment.put("RIVER_PIPELINES", folder.toString());
        return TransformerConfig.from(environment);
    }
}
