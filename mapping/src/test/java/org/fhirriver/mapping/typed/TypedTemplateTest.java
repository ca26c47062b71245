package org.fhirriver.mapping.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TypedTemplateTest {

    @Test
    void writesElementsInTheOrderOfTheDefinition() {
        Trial trial = Trial.patient("birthDate: \"{{ dob }}\"", "gender: female", "active: true");

        assertThat(trial.json(Map.of("dob", "2020-01-31")))
                .isEqualTo(
                        "{\"resourceType\":\"Patient\",\"active\":true,\"gender\":\"female\",\"birthDate\":\"2020-01-31\"}");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        Trial trial = Trial.patient(
                "name:",
                "  - family: \"{{ last }}\"",
                "    given: [\"{{ first }}\", \"{{ middle }}\"]",
                "maritalStatus: {coding: [{code: \"{{ marital }}\"}]}");

        assertThat(trial.json(Map.of())).isEqualTo("{\"resourceType\":\"Patient\"}");
        assertThat(trial.body(Map.of("middle", "Q"))).isEqualTo("'name':[{'given':['Q']}]");
    }

    @Test
    void joinsTextUnlessAPartIsEmpty() {
        Trial trial = Trial.patient("name: [{text: \"{{ first }} {{ last }}\"}]");

        assertThat(trial.body(Map.of("first", "Ada", "last", "L."))).isEqualTo("'name':[{'text':'Ada L.'}]");
        assertThat(trial.body(Map.of("first", "Ada"))).isEmpty();
    }

    @Test
    void takesABlockOfTextAsTheExpressionInIt() {
        Trial trial = Trial.patient("maritalStatus: |", "  {{ concept }}");

        assertThat(trial.body(Map.of("concept", Map.of("text", "single"))))
                .isEqualTo("'maritalStatus':{'text':'single'}");
    }

    @Test
    void refersWithinTheResourceOnlyToWhatIsContained() {
        Trial trial = Trial.patient(
                "contained:",
                "  - {resourceType: Practitioner, id: gp, gender: female}",
                "  - {resourceType: Organization, id: clinic, name: C, partOf: {reference: \"{{ owner }}\"}}",
                "managingOrganization: {reference: \"#clinic\"}",
                "generalPractitioner: [{reference: \"{{ doctor }}\"}]");

        assertThat(trial.body(Map.of("doctor", "#gp"))).endsWith("'managingOrganization':{'reference':'#clinic'}");
        assertThat(trial.rejection(Map.of("doctor", "#other")))
                .isEqualTo("Patient.generalPractitioner.reference: the reference begins with '#', but no such resource"
                        + " is contained");
        assertThat(trial.rejection(Map.of("doctor", "#gp", "owner", "#owner")))
                .startsWith("Patient.contained.partOf.reference: ");
        assertThat(Trial.patient("managingOrganization: {reference: \"#nobody\"}")
                        .rejection(Map.of()))
                .startsWith("Patient.managingOrganization.reference: ");
    }

    @Test
    void rejectsNumbersWhoseDigitsWouldFillTheMemory() {
        Trial trial =
                Trial.patient("name: [{text: \"no. {{ n }}\"}]", "gender: \"{{ iif(n = 1, 'male', 'female') }}\"");

        assertThat(trial.rejection(Map.of("n", new BigDecimal("1E+999999999"))))
                .isEqualTo("Patient.name.text: The number has more than 1000 digits");
    }

    @Test
    void loopsWithItemAndIndex() {
        Trial trial = Trial.patient(
                "name:",
                "  - \"{% for i, n in names %}\":",
                "      family: \"{{ %n.family }}\"",
                "      text: \"{{ %i }}\"");

        assertThat(trial.body(Map.of("names", List.of(Map.of("family", "A"), Map.of("family", "B")))))
                .isEqualTo("'name':[{'text':'0','family':'A'},{'text':'1','family':'B'}]");
    }

    @Test
    void refocusesOnTheItemsOfAContextBlock() {
        Trial trial = Trial.patient(
                "name:", "  \"{{ names }}\":", "    family: \"{{ family }}\"", "    text: \"{{ %context.id }}\"");

        assertThat(trial.body(Map.of("id", "1", "names", List.of(Map.of("family", "A")))))
                .isEqualTo("'name':[{'text':'1','family':'A'}]");
    }

    @Test
    void mergesBranchesIntoTheirSurroundings() {
        Trial trial = Trial.patient(
                "gender: unknown", "\"{% if sex = 'F' %}\": {gender: female}", "\"{% else %}\": {active: false}");

        assertThat(trial.body(Map.of("sex", "F"))).isEqualTo("'gender':'female'");
        assertThat(trial.body(Map.of("sex", "M"))).isEqualTo("'active':false,'gender':'unknown'");
    }

    @Test
    void keepsTheVariablesOfMergedObjectsApart() {
        Trial trial = Trial.patient(
                "\"{% merge %}\":",
                "  - \"{% assign %}\": [{x: \"{{ a }}\"}]",
                "    name: [{\"{% for n in names %}\": {family: \"{{ %n + %x }}\"}}]",
                "  - \"{% assign %}\": [{x: \"{{ b }}\"}]",
                "    telecom: [{value: \"{{ %x }}\"}]");

        assertThat(trial.body(Map.of("a", "1", "b", "2", "names", List.of("A", "B"))))
                .isEqualTo("'name':[{'family':'A1'},{'family':'B1'}],'telecom':[{'value':'2'}]");
    }

    @Test
    void mergesObjectsThatExpressionsGive() {
        Trial trial = Trial.patient("maritalStatus:", "  \"{% merge %}\": [\"{{ concept }}\", {text: single}]");

        assertThat(trial.body(Map.of("concept", Map.of("coding", List.of(Map.of("code", "S"))))))
                .isEqualTo("'maritalStatus':{'coding':[{'code':'S'}],'text':'single'}");
        assertThat(trial.rejection(Map.of("concept", Map.of("cod", "x"))))
                .startsWith("Patient.maritalStatus: has a field that CodeableConcept does not have");
    }

    @Test
    void takesWholeObjectsFieldByField() {
        Trial trial = Trial.of(
                "resourceType: Encounter", "status: finished", "class: \"{{ class }}\"", "subject: \"{{ subject }}\"");

        assertThat(trial.body(Map.of(
                        "class", Map.of("system", "http://x", "code", "AMB"),
                        "subject", Map.of("reference", "Patient/1"))))
                .isEqualTo(
                        "'status':'finished','class':{'system':'http://x','code':'AMB'},'subject':{'reference':'Patient/1'}");
        assertThat(trial.rejection(Map.of("class", Map.of("code", "a  b"))))
                .isEqualTo("Encounter.class.code: a code has no white space but single spaces within");
        assertThat(trial.rejection(Map.of("class", Map.of("code", "AMB"), "subject", Map.of("reference", "Device/1"))))
                .isEqualTo("Encounter.subject: a reference to Device is not allowed: only to Patient, Group");
        assertThat(trial.rejection(Map.of("class", "AMB")))
                .isEqualTo("Encounter.class: text does not convert to Coding");
    }

    @Test
    void wrapsACodingIntoAConceptAndTakesTheCodeOfOne() {
        Trial trial = Trial.of(
                "resourceType: Observation",
                "status: final",
                "code: \"{{ coding }}\"",
                "valueQuantity: {value: 1, code: \"{{ coding }}\"}");

        assertThat(trial.body(Map.of("coding", Map.of("system", "s", "code", "c"))))
                .isEqualTo(
                        "'status':'final','code':{'coding':[{'system':'s','code':'c'}]},'valueQuantity':{'value':1,'code':'c'}");
    }

    @Test
    void takesAllCodingsOfAConceptAndQuantitiesWithTheirUnit() {
        Trial trial = Trial.of(
                "resourceType: Observation",
                "status: final",
                "code: \"{{ codings }}\"",
                "valueQuantity: \"{{ 4.50 'mg' }}\"");

        assertThat(trial.body(Map.of("codings", List.of(Map.of("code", "a"), Map.of("code", "b")))))
                .isEqualTo(
                        "'status':'final','code':{'coding':[{'code':'a'},{'code':'b'}]},"
                                + "'valueQuantity':{'value':4.50,'unit':'mg','system':'http://unitsofmeasure.org','code':'mg'}");
    }

    @Test
    void rejectsARecordWithoutARequiredElement() {
        Trial trial = Trial.of("resourceType: Encounter", "status: \"{{ status }}\"", "class: {code: AMB}");

        assertThat(trial.rejection(Map.of()))
                .isEqualTo("Encounter.status: the element is required, but there is no value");
        assertThat(trial.rejection(Map.of("status", "done")))
                .startsWith("Encounter.status: the code is not one of planned, arrived");
    }

    @Test
    void rejectsTwoValuesOfAChoice() {
        Trial trial = Trial.patient("deceasedBoolean: \"{{ dead }}\"", "deceasedDateTime: \"{{ died }}\"");

        assertThat(trial.body(Map.of("dead", "y"))).isEqualTo("'deceasedBoolean':true");
        assertThat(trial.rejection(Map.of("dead", "y", "died", "2020")))
                .isEqualTo("Patient.deceased: there is more than one value of a choice");
    }

    @Test
    void keepsPrimitiveExtensionsBesideTheirValues() {
        Trial trial = Trial.patient(
                "birthDate: \"{{ dob }}\"",
                "_birthDate: {extension: [{url: \"http://x\", valueString: \"{{ note }}\"}]}",
                "name:",
                "  - given: [\"{{ a }}\", \"{{ b }}\"]",
                "    _given: [null, {id: n, extension: [{url: \"http://x\", valueBoolean: true}]}]");

        assertThat(trial.body(Map.of("dob", "2020", "a", "A", "b", "B")))
                .isEqualTo(
                        "'name':[{'given':['A','B'],'_given':[null,{'id':'n','extension':[{'url':'http://x','valueBoolean':true}]}]}],'birthDate':'2020'");
        assertThat(trial.body(Map.of("note", "none")))
                .contains("'_birthDate':{'extension':[{'url':'http://x','valueString':'none'}]}");
    }

    @Test
    void takesContainedResources() {
        Trial trial = Trial.of(
                "resourceType: Observation",
                "contained: [{resourceType: Patient, id: p, name: [{family: \"{{ family }}\"}]}]",
                "status: final",
                "code: {text: x}",
                "subject: {reference: \"#p\"}");

        assertThat(trial.body(Map.of("family", "A")))
                .startsWith("'contained':[{'resourceType':'Patient','id':'p','name':[{'family':'A'}]}]");
    }

    @Test
    void checksTheCodesOfRequiredConcepts() {
        Trial trial = Trial.of(
                "resourceType: Condition",
                "clinicalStatus:",
                "  coding: [{system: \"http://terminology.hl7.org/CodeSystem/condition-clinical\", code: \"{{ status }}\"}]",
                "subject: {reference: Patient/1}");

        assertThat(trial.body(Map.of("status", "active"))).contains("'code':'active'");
        assertThat(trial.rejection(Map.of("status", "gone")))
                .startsWith("Condition.clinicalStatus: no coding is one of active, recurrence");
    }

    @Test
    void checksReferencesThatAreMadeOfText() {
        Trial trial = Trial.of("resourceType: Condition", "subject: {reference: \"{{ type }}/{{ id }}\"}");

        assertThat(trial.body(Map.of("type", "Patient", "id", 7))).isEqualTo("'subject':{'reference':'Patient/7'}");
        assertThat(trial.rejection(Map.of("type", "Device", "id", 7)))
                .isEqualTo("Condition.subject.reference: a reference to Device is not allowed: only to Patient, Group");
    }

    @Test
    void escapesValuesInANarrative() {
        Trial trial = Trial.patient(
                "text:",
                "  status: generated",
                "  div: '<div xmlns=\"http://www.w3.org/1999/xhtml\">{{ note }}</div>'");

        assertThat(trial.json(Map.of("note", "a < b & <script>"))).contains("a &lt; b &amp; &lt;script&gt;");
    }

    @Test
    void tellsThePositionOfTheExpressionAtFault() {
        Trial trial = Trial.patient("birthDate: \"{{ dob }}\"");
        Map<String, Object> record = new HashMap<>();
        record.put("dob", "31.01.2020");

        assertThat(trial.rejection(record)).isEqualTo("Patient.birthDate: text does not convert to date");
    }

    @Test
    void dropsNullsInData() {
        Trial trial = Trial.patient("name: [{given: \"{[ given ]}\"}]");
        Map<String, Object> record = new HashMap<>();
        record.put("given", Arrays.asList("A", null, " ", "B"));

        assertThat(trial.body(record)).isEqualTo("'name':[{'given':['A','B']}]");
    }

    @Test
    void keepsTheDigitsOfDecimals() {
        Trial trial = Trial.of(
                "resourceType: Observation", "status: final", "code: {text: x}", "valueQuantity: {value: \"{{ v }}\"}");

        assertThat(trial.body(Map.of("v", new BigDecimal("0.10")))).endsWith("{'value':0.10}");
        assertThat(trial.body(Map.of("v", "1.50"))).endsWith("{'value':1.50}");
    }
}
