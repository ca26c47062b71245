package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.fhirpath.Records.result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LiteralsTest {

    @Test
    void keepsEveryDigitOfADecimal() {
        assertThat(result("0.10")).isEqualTo("0.10");
        assertThat(result("1234567890123456789012345.6789")).isEqualTo("1234567890123456789012345.6789");
    }

    @Test
    void readsIntegersOfAnySize() {
        assertThat(result("2147483648 + 1")).isEqualTo("2147483649");
        assertThat(result("9223372036854775807 + 1")).isEqualTo("9223372036854775808");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "'it\\'s' => 'it's'",
                "'a\\tb'.length() => 3",
                "'\\u00e4' = 'ä' => true",
                "'\\p' => 'p'",
                "'\\u00' => 'u00'",
                "'\\\\d' => '\\d'",
                "'a\\/b' => 'a/b'",
            })
    void readsEscapes(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "@2015, @2015",
                "@2015-02, @2015-02",
                "@2015T, @2015",
                "@2015-02-04T14, @2015-02-04T14",
                "@2015-02-04T14:34:28.1230, @2015-02-04T14:34:28.1230",
                "@2015-02-04T14:34-05:30, @2015-02-04T14:34-05:30",
                "@2015-02-04T14:34+00:00, @2015-02-04T14:34Z",
                "@T07:05, @T07:05",
                "@2015-02-04T.type().name, 'DateTime'",
                "@2015-02-04.type().name, 'Date'",
                "@2014 - 1 year, @2013",
                "@2014-01-01.precision(), 8",
            })
    void readsDatesAndTimesToTheirPrecision(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "4 days, 4 days",
                "1 year, 1 year",
                "4.5 'mg', 4.5 'mg'",
                "1 'month' + 1 month, 2 month",
                "10 day = 10 days, true",
            })
    void readsQuantities(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @Test
    void leavesOutComments() {
        assertThat(result("1 // one\n + /* and \n two */ 2 // three")).isEqualTo("3");
    }

    @Test
    void readsNamesInBackticks() {
        String record = "{'first name': 'Ann', 'div': 3}";

        assertThat(result("`first name`", record)).isEqualTo("'Ann'");
        assertThat(result("`div` div 2", record)).isEqualTo("1");
    }

    @Test
    void readsKeywordsAsNamesWhereTheyCanBeNothingElse() {
        String record = "{'contains': [{'as': 1}, {'is': 2}], 'day': 5, 'in': 7}";

        assertThat(result("contains.as | contains.is", record)).isEqualTo("1, 2");
        assertThat(result("day + in", record)).isEqualTo("12");
    }
}
