package org.fhirriver.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LoaderConfigTest {

    @Test
    void namesEveryMissingSetting() {
        assertThatThrownBy(() -> LoaderConfig.from(Map.of("LOADER_HTTP_PORT", "x", "LOADER_GROPU", "g")))
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is required")
                .hasMessageContaining("MONGODB_URI is required")
                .hasMessageContaining("LOADER_HTTP_PORT must be a whole number")
                .hasMessageContaining("LOADER_GROPU is not a setting; did you mean LOADER_GROUP?");
    }

    @Test
    void takesTheDatabaseFromTheConnectionString() {
        Map<String, String> environment =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:9092", "MONGODB_URI", "mongodb://u:p@h/x");

        LoaderConfig config = LoaderConfig.from(environment);

        assertThat(config.database()).isEqualTo("x");
        assertThat(config.httpPort()).isEqualTo(5002);
        assertThat(config.toString()).doesNotContain("u:p");
    }

    @Test
    void fallsBackToADatabaseNamedFhir() {
        Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:9092", "MONGODB_URI", "mongodb://h");

        assertThat(LoaderConfig.from(environment).database()).isEqualTo("fhir");
    }

    @Test
    void refusesWhatIsNoConnectionString() {
        assertThatThrownBy(() -> LoaderConfig.from(
                        Map.of("KAFKA_BOOTSTRAP_SERVERS", "b:9092", "MONGODB_URI", "localhost:27017")))
                .hasMessageContaining("MONGODB_URI must be a connection string as mongodb://host:27017/fhir");
    }
}
