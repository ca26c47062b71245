package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.fhirpath.Records.failure;
import static org.fhirriver.fhirpath.Records.json;
import static org.fhirriver.fhirpath.Records.result;

import java.util.List;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.value.Items;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain records: no types but those of JSON. */
final class RecordsAsInputTest {

    private static final String ADMISSION = """
            {'hadm_id': 20000001, 'weight': 70.50, 'admittime': '2150-01-31T12:00:00', 'dob': '2100-02-03', 'note': null,
             'names': [{'family': 'Doe', 'given': ['Ann', 'Eve'], 'preferred': false},
                       {'family': 'Roe', 'given': ['Eve'], 'preferred': true}],
             'codes': [['a', null, ['b']], [], 'c']}""";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "hadm_id => 20000001",
                "weight => 70.50",
                "weight * 2 => 141.00",
                "admittime => '2150-01-31T12:00:00'",
                "note => {}",
                "note.exists() => false",
                "nothing => {}",
                "hadm_id.nothing => {}",
                "names.family => 'Doe', 'Roe'",
                "names.given => 'Ann', 'Eve', 'Eve'",
                "names.where(preferred).family => 'Roe'",
                "names[0].given[1] => 'Eve'",
                "codes => 'a', 'b', 'c'",
                "names.given.distinct() => 'Ann', 'Eve'",
                "names.select(given.first() & ' ' & family) => 'Ann Doe', 'Eve Roe'",
                "$this.hadm_id = %context.hadm_id => true",
            })
    void readsColumnsAndChildren(String expression, String expected) {
        assertThat(result(expression, ADMISSION)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "admittime is String => true",
                "dob is Date => false",
                "hadm_id is Integer => true",
                "weight is Decimal => true",
                "hadm_id.type().namespace => 'System'",
                "dob < @2101 => true",
                "dob = @2100-02-03 => true",
                "admittime > @2150-01-31T11:00:00 => true",
                "admittime > @2150-01-31 => {}",
                "dob + 1 month => @2100-03-03",
                "admittime + 90 minutes => @2150-01-31T13:30:00",
                "dob.toDate().monthOf() => 2",
                "admittime.toDateTime().toDate() => @2150-01-31",
            })
    void keepsTextAsTextAndComparesItWithDates(String expression, String expected) {
        assertThat(result(expression, ADMISSION)).isEqualTo(expected);
    }

    @Test
    void failsWhereATextIsNoDate() {
        assertThat(failure("note2 < @2101", "{'note2': 'soon'}"))
                .isEqualTo("1:7: a String cannot be compared with a Date");
        assertThat(result("note2 = @2101", "{'note2': 'soon'}")).isEqualTo("false");
    }

    @Test
    void givesOneValueWithoutACollectionAroundIt() {
        Object value = FhirPath.standard().compile("hadm_id").evaluate(Evaluation.of(json(ADMISSION)));

        assertThat(value).isEqualTo(20000001);
    }

    @Test
    void givesSeveralValuesAsAList() {
        Object values = FhirPath.standard().compile("names.given").evaluate(Evaluation.of(json(ADMISSION)));

        assertThat(values).isInstanceOf(Items.class).isEqualTo(List.of("Ann", "Eve", "Eve"));
    }

    @Test
    void takesAListAsInput() {
        assertThat(result("$this.where($this > 1)", "[1, 2, 3]")).isEqualTo("2, 3");
        assertThat(result("a", "[{'a': 1}, {'a': [2, 3]}]")).isEqualTo("1, 2, 3");
    }

    @Test
    void seesAResourceOfAnUnknownTypeAsARecord() {
        assertThat(result("resourceType & name", "{'resourceType': 'Dragon', 'name': 'Ann'}"))
                .isEqualTo("'DragonAnn'");
    }
}
