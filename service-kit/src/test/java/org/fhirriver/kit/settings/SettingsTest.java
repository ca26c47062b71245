package org.fhirriver.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {

    @Test
    void namesEveryProblemAtOnce() {
        Settings settings = new Settings(
                Map.of(
                        "LOADER_HTTP_PORT",
                        "70000",
                        "LOADER_FLAG",
                        "yes",
                        "LOADER_WAIT",
                        "soon",
                        "LOADER_HTTP_PROT",
                        "1"),
                "LOADER_");
        settings.required("KAFKA_BOOTSTRAP_SERVERS");
        settings.integer("LOADER_HTTP_PORT", 0, 65_535, 5002);
        settings.flag("LOADER_FLAG", false);
        settings.duration("LOADER_WAIT", Duration.ZERO);

        assertThatThrownBy(settings::check)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is required")
                .hasMessageContaining("LOADER_HTTP_PORT must be a whole number from 0 to 65535, not '70000'")
                .hasMessageContaining("LOADER_FLAG must be true or false, not 'yes'")
                .hasMessageContaining("LOADER_WAIT must be a duration as 500ms, 10s or 5m, not 'soon'")
                .hasMessageContaining("LOADER_HTTP_PROT is not a setting; did you mean LOADER_HTTP_PORT?");
    }

    @Test
    void readsDurationsAsPeopleWriteThem() {
        Settings settings = new Settings(Map.of("A", "500ms", "B", "10s", "C", "PT5M", "D", "2h"), "X_");

        assertThat(settings.duration("A", Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.duration("B", Duration.ZERO)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.duration("C", Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.duration("D", Duration.ZERO)).isEqualTo(Duration.ofHours(2));
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void readsASecretFromItsFileAndNeverShowsIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
        Settings settings = new Settings(Map.of("LOADER_PASSWORD_FILE", file.toString()), "LOADER_");

        Secret secret = settings.secret("LOADER_PASSWORD").orElseThrow();

        assertThat(secret.reveal()).isEqualTo("s3cret");
        assertThat(secret).hasToString("***");
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void saysThatASecretsFileCannotBeRead() {
        Settings settings = new Settings(Map.of("LOADER_PASSWORD_FILE", "/nowhere/password"), "LOADER_");
        settings.secret("LOADER_PASSWORD");

        assertThatThrownBy(settings::check)
                .hasMessage("LOADER_PASSWORD_FILE names the file '/nowhere/password', which cannot be read");
    }
}
