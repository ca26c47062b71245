package org.fhirriver.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class FhirIdTest {

    @Test
    void agreesWithTheExampleOfTheSpecification() {
        // RFC 9562, appendix A.4: www.example.com in the DNS name space.
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        assertThat(FhirId.uuidV5(dns, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void neverChanges() {
        // Made by Python's uuid.uuid5 of the same name space and name.
        assertThat(FhirId.of("mimic", "mimic-patients", "Patient", "10013"))
                .isEqualTo("18b67f27-1289-5046-878c-88791fa2df71");
        assertThat(FhirId.of("a", "é|b", "Observation", "[\"1\",\"ü\"]"))
                .isEqualTo("1e57f4a0-18bb-5ccc-9025-4648ec9100c6");
    }

    @Test
    void isTheSameForOneOfAFamily() {
        FhirId.Family family = new FhirId.Family("a", "é|b", "Observation");

        assertThat(family.of("[\"1\",\"ü\"]")).isEqualTo("1e57f4a0-18bb-5ccc-9025-4648ec9100c6");
        assertThat(family.of("2")).isEqualTo(FhirId.of("a", "é|b", "Observation", "2"));
        assertThat(family.of("[\"1\",\"ü\"]")).isEqualTo("1e57f4a0-18bb-5ccc-9025-4648ec9100c6");
    }

    @Test
    void keepsNamesApartThatReadAlikeWhenJoined() {
        assertThat(FhirId.of("a", "bc", "Patient", "1")).isNotEqualTo(FhirId.of("ab", "c", "Patient", "1"));
    }
}
