package org.fhirriver.mapping.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.fhir.ucum.UcumEssenceService;
import org.fhirriver.fhirpath.value.Quantities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {

    @Test
    void knowsOnlyCodesThatUcumKnows() throws Exception {
        try (InputStream essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            UcumEssenceService ucum = new UcumEssenceService(essence);
            Set<String> wrong = new TreeSet<>();
            for (String code : Units.codes()) {
                String problem = ucum.validate(code);
                if (problem != null) {
                    wrong.add(code + ": " + problem);
                }
            }

            assertThat(wrong).isEmpty();
            assertThat(Units.codes()).hasSizeGreaterThan(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kg",
                "mmol/L",
                "10*3/uL",
                "{beats}/min",
                "mm[Hg]",
                "%",
                "beats/min",
                "mmHg",
                "DEG C",
                "copies/mL",
                "Kg",
                ""
            })
    void takesForUcumWhatUcumTakes(String unit) throws Exception {
        try (InputStream essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            boolean valid = !unit.isEmpty() && new UcumEssenceService(essence).validate(unit) == null;

            assertThat(Quantities.isUcum(unit)).isEqualTo(valid);
        }
    }

    @Test
    void tellsUnitsApartThatDifferInCaseOnly() {
        assertThat(Units.code("mM")).contains("mmol/L");
        assertThat(Units.code("mm")).contains("mm");
        assertThat(Units.code("MM")).isEmpty();
        assertThat(Units.code("g/L")).contains("g/L");
        assertThat(Units.code("G/L")).contains("10*9/L");
        assertThat(Units.code("ml")).contains("mL");
        assertThat(Units.code("MMOL/L")).contains("mmol/L");
    }
}
