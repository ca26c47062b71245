package org.fhirriver.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginTest {

    @Test
    void readsBackATopicWithDashes() {
        Origin origin = new Origin("mimic-admissions", 3, 12_345_678_901L);

        assertThat(origin).hasToString("mimic-admissions-3@12345678901");
        assertThat(Origin.parse(origin.toString())).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a-1", "a@1", "-1@1", "a-x@1", "a-1@x", "a-1@"})
    void doesNotReadOtherText(String text) {
        assertThat(Origin.parse(text)).isEmpty();
    }

    @Test
    void keysOfResourcesReadBackToo() {
        ResourceKey key = new ResourceKey("Patient", "a.b-1");

        assertThat(ResourceKey.parse(key.toString())).contains(key);
        assertThat(key.topic()).isEqualTo("fhir.Patient");
        assertThat(ResourceKey.parse("Patient")).isEmpty();
        assertThat(ResourceKey.parse("Patient/")).isEmpty();
        assertThat(ResourceKey.parse("Patient/1/2")).isEmpty();
    }
}
