package org.fhirriver.extractor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.fhirriver.kit.settings.Settings;
import org.fhirriver.kit.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardRulesTest {

    /** The SHA-256 of "secret". */
    private static final String HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    @Test
    void knowsKeysByTheirHash() {
        ApiKeys keys = keys(Map.of("EXTRACTOR_API_KEYS", "ward:read:" + HASH), "0.0.0.0");

        assertThat(keys.areNeeded()).isTrue();
        assertThat(keys.role("secret")).contains(ApiKeys.Role.READ);
        assertThat(keys.role("Secret")).isEmpty();
        assertThat(keys.role(HASH)).isEmpty();
    }

    @Test
    void needsNoKeysOnALoopbackAddressOrWhenItIsSaidSo() {
        assertThat(keys(Map.of(), "127.0.0.1").areNeeded()).isFalse();
        assertThat(keys(Map.of(), "localhost").areNeeded()).isFalse();
        assertThat(keys(Map.of("EXTRACTOR_AUTH", "off"), "0.0.0.0").areNeeded()).isFalse();
    }

    @Test
    void doesNotStartOpenToTheNetworkByAccident() {
        assertThatThrownBy(() -> keys(Map.of(), "0.0.0.0"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("EXTRACTOR_API_KEYS is required");
        assertThatThrownBy(() -> keys(Map.of("EXTRACTOR_AUTH", "keys"), "127.0.0.1"))
                .hasMessageContaining("EXTRACTOR_API_KEYS is required");
        assertThatThrownBy(() -> keys(Map.of("EXTRACTOR_AUTH", "no"), "127.0.0.1"))
                .hasMessageContaining("EXTRACTOR_AUTH must be off or keys, not 'no'");
        assertThatThrownBy(() -> keys(Map.of("EXTRACTOR_API_KEYS", "ward:run:secret"), "127.0.0.1"))
                .hasMessageContaining("EXTRACTOR_API_KEYS has an entry that is not")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:5000", "127.0.0.1", "10.0.0.7:5000", "[::1]:5000", "extractor:5000", "a.localhost"})
    void answersToNearHosts(String host) {
        assertThat(Hosts.isNear(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example", "evil.example:5000", "localhost.evil.example", "127.0.0.1.nip.io"})
    void doesNotAnswerToNamesOfTheDns(String host) {
        assertThat(Hosts.isNear(host)).isFalse();
    }

    private static ApiKeys keys(Map<String, String> environment, String host) {
        Settings settings = new Settings(environment, "EXTRACTOR_");
        ApiKeys keys = ApiKeys.from(settings, host);
        settings.check();
        return keys;
    }
}
