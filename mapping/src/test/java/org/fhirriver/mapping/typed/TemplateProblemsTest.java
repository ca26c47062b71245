package org.fhirriver.mapping.typed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateProblemsTest {

    @Test
    void findsUnknownElements() {
        assertThat(Trial.patient("brithDate: \"2020\"").problems())
                .containsExactly("2:1: Patient has no element 'brithDate'; did you mean 'birthDate'?");
        assertThat(Trial.patient("name: [{famly: A}]").problems())
                .containsExactly("2:9: Patient.name has no element 'famly'; did you mean 'family'?");
    }

    @Test
    void tellsTheNamesOfAChoice() {
        assertThat(Trial.patient("multipleBirth: 2").problems())
                .containsExactly(
                        "2:1: Patient.multipleBirth has its type in its name: use multipleBirthBoolean, multipleBirthInteger");
    }

    @Test
    void findsUnknownTypes() {
        assertThat(Trial.of("resourceType: Pateint").problems())
                .containsExactly("1:15: R4 has no resource 'Pateint'; did you mean 'Patient'?");
    }

    @Test
    void tellsListsFromSingleValues() {
        assertThat(Trial.patient("name: {family: A}").problems())
                .containsExactly("2:7: Patient.name takes a list: begin each value with '- ', or write '{[ … ]}'");
        assertThat(Trial.patient("name: \"{{ names }}\"").problems()).hasSize(1);
        assertThat(Trial.patient("birthDate: [\"2020\"]").problems())
                .containsExactly("2:12: Patient.birthDate takes one value, not a list");
        assertThat(Trial.patient("birthDate: \"{[ dob ]}\"").problems()).hasSize(1);
        assertThat(Trial.patient("birthDate: {\"{% for d in dobs %}\": \"{{ %d }}\"}")
                        .problems())
                .containsExactly("2:13: Patient.birthDate takes one value, and a loop gives a list");
    }

    @Test
    void pointsToTheFieldWhoseValueHasTheWrongForm() {
        assertThat(Trial.patient("name:", "  family: A").problems())
                .first()
                .asString()
                .startsWith("2:1: Patient.name takes a list");
        assertThat(Trial.patient("birthDate:", "  - \"2020\"").problems())
                .containsExactly("2:1: Patient.birthDate takes one value, not a list");
    }

    @Test
    void findsWrongLiterals() {
        assertThat(Trial.patient("active: sometimes").problems())
                .containsExactly("2:9: Patient.active takes a boolean, not text: true or false");
        assertThat(Trial.patient("multipleBirthInteger: two").problems())
                .containsExactly("2:23: Patient.multipleBirthInteger takes an integer, not text");
        assertThat(Trial.patient("birthDate: 31.01.2020").problems())
                .containsExactly("2:12: Patient.birthDate: '31.01.2020' does not fit: text does not convert to date");
        assertThat(Trial.patient("name: [John]").problems())
                .containsExactly("2:8: Patient.name takes an object (HumanName), not text");
        assertThat(Trial.patient("birthDate: {year: 2020}").problems())
                .containsExactly("2:12: Patient.birthDate takes a date, not an object");
    }

    @Test
    void findsCodesOutsideOfARequiredBinding() {
        assertThat(Trial.patient("gender: femal").problems())
                .containsExactly(
                        "2:9: Patient.gender: 'femal' is not a code of it: the code is not one of male, female, other, unknown; did you mean 'female'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "birthDate => a = b => Patient.birthDate: a boolean does not convert to date",
                "birthDate => names.count() => Patient.birthDate: an integer does not convert to date",
                "active => iif(a, now(), b) => Patient.active: a date and time does not convert to boolean",
                "multipleBirthInteger => (a & b).trim() | today() => Patient.multipleBirthInteger: a date does not convert to integer",
                "maritalStatus => status.upper() => Patient.maritalStatus: text does not convert to CodeableConcept",
                "deceasedDateTime => timeOfDay() => Patient.deceasedDateTime: a time does not convert to dateTime",
            })
    void findsResultsThatNeverConvert(String element, String expression, String problem) {
        assertThat(Trial.patient(element + ": \"{{ " + expression + " }}\"").problems())
                .singleElement()
                .asString()
                .endsWith(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "birthDate => now()",
                "birthDate => dob.toString()",
                "gender => (names.count() = 1).toString()",
                "active => names.count()",
                "multipleBirthInteger => n.toDecimal()",
                "maritalStatus => concept.first()",
                "maritalStatus => iif(a, concept, {})",
                "deceasedDateTime => today()",
                "language => a.exists()",
            })
    void takesResultsThatMayConvert(String element, String expression) {
        assertThat(Trial.patient(element + ": \"{{ " + expression + " }}\"").problems())
                .isEmpty();
    }

    @Test
    void findsConceptsOutsideOfARequiredBinding() {
        assertThat(Trial.of(
                                "resourceType: Condition",
                                "subject: {reference: Patient/1}",
                                "clinicalStatus: {coding: [{system: x, code: active}]}")
                        .problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("3:");
    }

    @Test
    void findsMissingElementsAndAllElseAtOnce() {
        assertThat(Trial.of("resourceType: Encounter", "statsu: finished", "period: {start: soon}")
                        .problems())
                .containsExactly(
                        "1:1: Encounter.class is required",
                        "2:1: Encounter has no element 'statsu'; did you mean 'status'?",
                        "3:17: Encounter.period.start: 'soon' does not fit: text does not convert to dateTime");
    }

    @Test
    void rejectsAnId() {
        assertThat(Trial.patient("id: \"{{ id }}\"").problems())
                .containsExactly(
                        "2:1: A template does not set the id: it is computed, or follows the 'id' rule beside the template");
    }

    @Test
    void findsReferencesToTypesThatAreNotAllowed() {
        assertThat(Trial.of("resourceType: Condition", "subject: {reference: Device/1}")
                        .problems())
                .containsExactly(
                        "2:22: Condition.subject.reference: 'Device/1' does not fit: a reference to Device is not allowed: only to Patient, Group");
        assertThat(Trial.of("resourceType: Condition", "subject: {reference: \"Device/{{ id }}\"}")
                        .problems())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Patiant/1", "Patiant/{{ id }}", "{{ 'Patiant/1' }}", "{{ 'Patiant/' & id }}"})
    void findsReferencesToTypesThatDoNotExist(String reference) {
        assertThat(Trial.of("resourceType: Condition", "subject: {reference: \"" + reference + "\"}")
                        .problems())
                .hasSize(1)
                .first()
                .asString()
                .endsWith("Condition.subject.reference: R4 has no resource 'Patiant'; did you mean 'Patient'?");
    }

    @Test
    void findsBranchesThatAreNeverReached() {
        assertThat(Trial.patient("\"{% if 1 = 2 %}\": {active: true}").problems())
                .containsExactly("2:8: The condition never holds, so this is never reached");
        assertThat(Trial.patient("\"{% if true %}\": {active: true}", "\"{% else %}\": {active: false}")
                        .problems())
                .containsExactly("2:8: The condition always holds, so the '{% else %}' is never reached");
        assertThat(Trial.patient("\"{% else %}\": {active: true}").problems())
                .containsExactly("2:1: There is no '{% if %}' for this '{% else %}'");
    }

    @Test
    void findsConditionsWithinThemselves() {
        assertThat(Trial.patient("\"{% if a %}\": {deceasedBoolean: {\"{% if a %}\": true}}")
                        .problems())
                .containsExactly("2:41: The same condition stands around this one, so it always holds here");
        assertThat(Trial.patient(
                                "\"{% if a %}\":",
                                "  name: [{\"{% for a in names %}\": {\"{% if a %}\": {family: \"{{ %a }}\"}}}]")
                        .problems())
                .isEmpty();
    }

    @Test
    void pointsIntoWrongExpressions() {
        assertThat(Trial.patient("birthDate: \"{{ dob. }}\"").problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("2:");
        assertThat(Trial.patient("birthDate: \"{{ dob.tirm() }}\"").problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("2:20: ")
                .contains("did you mean 'trim'?");
        assertThat(Trial.patient("birthDate: >-", "  {{", "    dob.tirm()", "  }}")
                        .problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("4:9: ");
    }

    @Test
    void findsUnknownVariables() {
        assertThat(Trial.patient("name:", "  - \"{% for nam in names %}\": {family: \"{{ %name.family }}\"}")
                        .problems())
                .containsExactly("3:44: There is no variable %name; did you mean 'nam'?");
    }

    @Test
    void findsUnknownDirectives() {
        assertThat(Trial.patient("\"{% fi true %}\": {active: true}").problems())
                .containsExactly("2:1: There is no directive 'fi'; did you mean 'if'?");
    }

    @Test
    void findsWhatAnExpressionWouldGive() {
        assertThat(Trial.patient("gender: \"{{ iif(sex = 'F', 'femal', 'male') }}\"")
                        .problems())
                .containsExactly("2:28: Patient.gender: the code is not one of male, female, other, unknown");
        assertThat(Trial.patient("birthDate: \"{{ dob | 'soon' }}\"").problems())
                .containsExactly("2:22: Patient.birthDate: text does not convert to date");
        assertThat(Trial.patient("maritalStatus: \"{{ 'S' }}\"").problems())
                .containsExactly("2:20: Patient.maritalStatus: text does not convert to CodeableConcept");
        assertThat(Trial.of("resourceType: Condition", "subject: {reference: \"{{ 'Device/' + id }}\"}")
                        .problems())
                .containsExactly(
                        "2:26: Condition.subject.reference: a reference to Device is not allowed: only to Patient, Group");
    }

    @Test
    void findsTwoValuesOfAChoice() {
        assertThat(Trial.patient("deceasedBoolean: true", "deceasedDateTime: \"2020\"")
                        .problems())
                .containsExactly("3:1: Patient.deceased[x] has one value, and there is another one already");
    }
}
