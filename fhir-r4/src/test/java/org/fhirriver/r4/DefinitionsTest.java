package org.fhirriver.r4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DefinitionsTest {

    private final Definitions r4 = Definitions.r4();

    @Test
    void areWhatTheSpecificationSays() throws Exception {
        String file = new String(
                DefinitionsFile.class.getResourceAsStream(DefinitionsFile.NAME).readAllBytes(), StandardCharsets.UTF_8);

        assertThat(file.lines())
                .containsExactlyElementsOf(
                        DefinitionsGenerator.generate().lines().toList());
    }

    @Test
    void knowEveryTypeThatAnElementNames() {
        List<String> unknown = r4.types().stream()
                .flatMap(type -> type.elements().stream())
                .flatMap(element -> element.types().stream())
                .map(TypeUse::code)
                .filter(code -> r4.type(code).isEmpty())
                .distinct()
                .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void listTheResources() {
        assertThat(r4.resourceNames())
                .hasSize(146)
                .contains("Patient", "Observation")
                .doesNotContain("Resource");
    }

    @Test
    void inheritElementsFromTheBase() {
        Type patient = r4.type("Patient").orElseThrow();

        assertThat(patient.propertyNames())
                .startsWith("id", "meta", "implicitRules", "language", "text", "contained", "extension")
                .contains("birthDate", "deceasedBoolean", "deceasedDateTime", "contact");
        assertThat(patient.isA("DomainResource")).isTrue();
        assertThat(r4.type("Patient.contact").orElseThrow().propertyNames())
                .startsWith("id", "extension", "modifierExtension", "relationship");
        assertThat(r4.type("positiveInt").orElseThrow().isA("integer")).isTrue();
    }

    @Test
    void knowCardinalitiesChoicesAndTargets() {
        Type observation = r4.type("Observation").orElseThrow();

        Element status = observation.element("status").orElseThrow();
        assertThat(status.isRequired()).isTrue();
        assertThat(status.isList()).isFalse();
        assertThat(r4.requiredCodes(status).orElseThrow().codes()).contains("final", "entered-in-error");
        Property quantity = observation.property("valueQuantity").orElseThrow();
        assertThat(quantity.element().isChoice()).isTrue();
        assertThat(quantity.element().name()).isEqualTo("value");
        assertThat(observation.property("value")).isEmpty();
        TypeUse subject = observation.element("subject").orElseThrow().types().get(0);
        assertThat(subject.targets()).containsExactly("Patient", "Group", "Device", "Location");
        assertThat(subject.allowsTarget("Practitioner")).isFalse();
    }

    @Test
    void followContentReferences() {
        Property part = r4.type("Observation.component")
                .orElseThrow()
                .property("referenceRange")
                .orElseThrow();

        assertThat(r4.typeOf(part).name()).isEqualTo("Observation.referenceRange");
    }

    @Test
    void keepTheComparatorOutOfASimpleQuantity() {
        Property dose = r4.type("Dosage.doseAndRate")
                .orElseThrow()
                .property("doseQuantity")
                .orElseThrow();

        assertThat(r4.typeOf(dose).property("value")).isPresent();
        assertThat(r4.typeOf(dose).property("comparator")).isEmpty();
    }

    @Test
    void knowTheFormatsOfPrimitives() {
        assertThat(r4.type("id").orElseThrow().regex()).contains("[A-Za-z0-9\\-\\.]{1,64}");
        assertThat(r4.type("Patient")
                        .orElseThrow()
                        .property("id")
                        .orElseThrow()
                        .type()
                        .code())
                .isEqualTo("id");
        assertThat(r4.type("string").orElseThrow().propertyNames()).containsExactly("id", "extension");
    }

    @Test
    void listCodesWithTheirSystem() {
        Element clinicalStatus =
                r4.type("Condition").orElseThrow().element("clinicalStatus").orElseThrow();

        ValueSet codes = r4.requiredCodes(clinicalStatus).orElseThrow();

        assertThat(codes.contains("http://terminology.hl7.org/CodeSystem/condition-clinical", "relapse"))
                .isTrue();
        assertThat(codes.contains("http://example.org", "relapse")).isFalse();
    }
}
