package org.fhirriver.hapi.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ResourceValidatorTest {

    private static final ResourceValidator VALIDATOR = ResourceValidator.shared();

    @Test
    void findsNothingInAValidResource() {
        assertThat(validate("""
                {"resourceType":"Observation","id":"a","status":"final",
                 "code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},
                 "subject":{"reference":"Patient/1"},
                 "valueQuantity":{"value":7.40,"unit":"g/dL","system":"http://unitsofmeasure.org","code":"g/dL"}}
                """)).isEmpty();
    }

    @Test
    void findsWhatIsMissingAndWhatIsNotInAValueSet() {
        List<Finding> findings = validate("""
                {"resourceType":"Observation","id":"a","status":"finished"}
                """);

        assertThat(findings)
                .extracting(Finding::severity)
                .contains(Finding.Severity.ERROR)
                .isSorted();
        assertThat(findings).extracting(Finding::path).contains("Observation", "Observation.status");
    }

    @Test
    void tellsOfFindingsWithoutTheirValues() {
        Finding finding = validate("""
                {"resourceType":"Patient","id":"a","gender":"Jane Doe"}
                """).get(0);

        assertThat(finding.message()).contains("Jane Doe");
        assertThat(finding.withoutValues()).contains("Patient.gender").doesNotContain("Jane");
        assertThat(finding).asString().doesNotContain("Jane");
    }

    @Test
    void writesAnOperationOutcome() {
        byte[] outcome = ResourceValidator.operationOutcome(
                List.of(new Finding(Finding.Severity.WARNING, "Patient.gender", "code", "not so good")));

        assertThat(new String(outcome, UTF_8))
                .isEqualTo(
                        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"warning\","
                                + "\"code\":\"invalid\",\"diagnostics\":\"not so good\",\"expression\":[\"Patient.gender\"]}]}");
    }

    private static List<Finding> validate(String json) {
        return VALIDATOR.validate(json.getBytes(UTF_8));
    }
}
