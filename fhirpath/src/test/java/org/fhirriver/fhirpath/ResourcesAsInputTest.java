package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.fhirpath.Records.failure;
import static org.fhirriver.fhirpath.Records.result;

import java.util.List;
import org.fhirriver.fhirpath.check.SemanticProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources: seen with R4's types. */
final class ResourcesAsInputTest {

    private static final String OBSERVATION = """
            {'resourceType': 'Observation', 'id': 'o1', 'status': 'final', 'issued': '2150-01-01T10:00:00Z',
             'effectivePeriod': {'start': '2150-01'},
             'valueQuantity': {'value': 7.10, 'unit': 'mmol/l', 'system': 'http://unitsofmeasure.org', 'code': 'mmol/L'},
             'code': {'coding': [{'code': 'a', 'userSelected': true}, {'code': 'b'}]},
             'contained': [{'resourceType': 'Patient', 'id': 'p1', 'birthDate': '2100-02-03', 'multipleBirthInteger': 2,
               '_birthDate': {'extension': [{'url': 'http://x', 'valueCode': 'q'}]},
               'name': [{'given': [null, 'Eve'], '_given': [{'extension': [{'url': 'http://y', 'valueString': 'z'}]}]}]}]}""";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "Observation.status => 'final'",
                "Resource.id => 'o1'",
                "Patient.name => {}",
                "value.unit => 'mmol/l'",
                "value.value => 7.10",
                "value is Quantity => true",
                "value is Period => false",
                "(value as Quantity).code => 'mmol/L'",
                "value > 7 'mmol/L' => true",
                "value = 7.1 'mol/m3' => true",
                "effective.start => @2150-01",
                "effective.start < @2151 => true",
                "issued => @2150-01-01T10:00:00Z",
                "status is code => true",
                "status is string => true",
                "status is String => false",
                "status is System.String => false",
                "status.ofType(string) => {}",
                "status.ofType(code) => 'final'",
                "status = 'final' => true",
                "status.length() => 5",
                "status.type().namespace & '.' & status.type().name => 'FHIR.code'",
                "Observation is DomainResource => true",
                "code.coding.where(userSelected).code => 'a'",
                "contained.birthDate => @2100-02-03",
                "contained.ofType(Patient).id => 'p1'",
                "contained.multipleBirth => 2",
                "contained.multipleBirth is integer => true",
                "contained.birthDate.extension('http://x').value => 'q'",
                "contained.name.given.count() => 2",
                "contained.name.given[0].hasValue() => false",
                "contained.name.given[0].extension.value => 'z'",
                "contained.name.given.where($this = 'Eve').count() => 1",
                "contained.descendants().ofType(date) => @2100-02-03",
                "conformsTo('http://hl7.org/fhir/StructureDefinition/Observation') => true",
            })
    void readsElementsWithTheirTypes(String expression, String expected) {
        assertThat(result(expression, OBSERVATION)).isEqualTo(expected);
    }

    @Test
    void refusesToTakeSeveralItemsAsOneType() {
        assertThat(failure("code.coding as Coding", OBSERVATION))
                .isEqualTo("1:13: What stands before 'as' must be a single item, not 2");
        assertThat(failure("conformsTo('http://x')", OBSERVATION))
                .isEqualTo("1:1: conformsTo() knows the types of R4 only, no profiles");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "Observation.stauts => 1:13: Observation has no element 'stauts'; did you mean 'status'?",
                "valueQuantity.unit => 1:1: Observation has no element 'valueQuantity'; in FHIRPath it is 'value'",
                "(value as Period).unit => 1:19: Period has no element 'unit'",
                "Patient.name => 1:1: Observation has no element 'Patient'",
                "component.where(cod = 1) => 1:17: Observation.component has no element 'cod'; did you mean 'code'?",
                "code.startsWith('a') => 1:6: startsWith() is for a String, not for CodeableConcept",
                "children().first() => 1:12: first() needs an order, which the items do not have",
                "descendants()[0] => 1:14: An index needs an order, which the items do not have",
                "%resource.foo => 1:11: Observation has no element 'foo'",
            })
    void findsWhatCannotBeRightForAType(String expression, String problem) {
        List<SemanticProblem> problems = FhirPath.standard().compile(expression).problems("Observation");

        assertThat(problems).extracting(SemanticProblem::toString).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation.value.unit",
                "contained.name.given",
                "contained.where(id = 'x').ofType(Patient).birthDate",
                "code.coding.select(system & code).first()",
                "extension('http://x').value.ofType(Coding).code",
                "component.value.ofType(Quantity).value + 1",
                "iif(value is Quantity, value.unit, value.code)",
                "subject.reference.substring(8)",
                "component.sort(code.text).first()",
                "type().name",
                "code.coding.code.aggregate($total & $this, '')",
                "a.b.c",
            })
    void findsNothingWrongWithWhatMayBeRight(String expression) {
        String type = expression.startsWith("a.") ? "Dragon" : "Observation";

        assertThat(FhirPath.standard().compile(expression).problems(type)).isEmpty();
    }
}
