package org.fhirriver.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearMissTest {

    @ParameterizedTest
    @CsvSource({
        "recources, resources",
        "keys, key",
        "resuorces, resources",
        "touched_by, touched-by",
        "Timezone, timezone",
        "vlaidate, validate",
        "clas, class"
    })
    void findsWhatWasMeant(String wrong, String meant) {
        assertThat(NearMiss.of(wrong, List.of("resources", "key", "touched-by", "timezone", "validate", "class")))
                .contains(meant);
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(NearMiss.hint("comment", List.of("resources", "key", "extract")))
                .isEmpty();
        assertThat(NearMiss.hint("nmae", List.of("name"))).isEqualTo(", did you mean 'name'?");
    }
}
