package org.fhirriver.mapping.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.fhir.ucum.UcumEssenceService;
import org.junit.jupiter.api.Test;

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
