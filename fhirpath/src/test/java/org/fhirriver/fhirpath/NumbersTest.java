package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.fhirpath.Records.failure;
import static org.fhirriver.fhirpath.Records.result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "0.1 + 0.2, 0.3",
                "0.1 + 0.2 = 0.3, true",
                "1.10 * 1.10, 1.2100",
                "1 - 1.0, 0.0",
                "1 / 3, 0.3333333333333333333333333333333333",
                "6 / 3, 2",
                "1 / 8, 0.125",
                "7 / 0, {}",
                "7 div 0, {}",
                "7 mod 0, {}",
                "5.5 div 0.7, 7",
                "5.5 mod 0.7, 0.6",
                "-7 div 2, -3",
                "(-7) mod 2, -1",
                "1.0 = 1, true",
                "1.10 ~ 1.1, true",
                "1.23 ~ 1.2, true",
                "1.26 ~ 1.2, false",
                "2147483647 + 1, 2147483648",
                "9223372036854775807 * 2, 18446744073709551614",
                "1 + {}, {}",
            })
    void calculatesExactly(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "(-5).abs(), 5",
                "1.1.ceiling(), 2",
                "(-2.1).floor(), -3",
                "(-1.56).truncate(), -1",
                "3.14159.round(3), 3.142",
                "2.5.round(), 3",
                "1.round(), 1",
                "81.sqrt(), 9.0",
                "2.sqrt(), 1.414213562373095048801688724209698",
                "(-1).sqrt(), {}",
                "2.power(10), 1024",
                "2.power(100), 1267650600228229401496703205376",
                "2.5.power(2), 6.25",
                "2.power(-1), 0.5",
                "4.power(0.5), 2.0",
                "(-1).power(0.5), {}",
                "0.power(-1), {}",
                "1000.log(10), 3.0",
                "0.ln(), {}",
                "1.exp(), 2.718281828459045",
                "1.587.lowBoundary(), 1.58650000",
                "1.587.highBoundary(2), 1.59",
                "(-1.587).lowBoundary(2), -1.59",
                "0.0.highBoundary(2), 0.05",
                "1.587.lowBoundary(-1), {}",
                "1.587.lowBoundary(40), {}",
                "1.58700.precision(), 5",
            })
    void knowsTheUsualFunctions(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "'12'.toInteger() => 12",
                "'+12'.toInteger() => 12",
                "'2147483648'.toInteger() => {}",
                "'2147483648'.toLong() => 2147483648",
                "'1.0'.toInteger() => {}",
                "'0.10'.toDecimal() => 0.10",
                "'1e3'.toDecimal() => {}",
                "'.5'.toDecimal() => {}",
                "true.toDecimal() => 1.0",
                "'Yes'.toBoolean() => true",
                "1.0.toBoolean() => true",
                "2.toBoolean() => {}",
                "1.50.toString() => '1.50'",
                "'x'.convertsToInteger() => false",
                "{}.toInteger() => {}",
                "{}.convertsToInteger() => {}",
            })
    void convertsWhatConverts(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThat(failure("'a' * 2", "{}")).isEqualTo("1:5: '*' is not defined for String and Integer");
        assertThat(failure("(1 | 2) + 1", "{}")).isEqualTo("1:9: '+' takes single items, not 2");
        assertThat(failure("-'a'", "{}"))
                .isEqualTo("1:1: A sign stands before numbers and quantities, not before String");
        assertThat(failure("1 > true", "{}")).isEqualTo("1:3: an Integer cannot be compared with a Boolean");
        assertThat(failure("1.round(-1)", "{}")).isEqualTo("1:3: The precision of round() must not be negative");
    }

    @Test
    void refusesNumbersThatGrowWithoutEnd() {
        assertThat(failure("9.power(900).power(900)", "{}")).endsWith("The number has more than 1000 digits");
        assertThat(failure("'" + "x".repeat(900) + "'.toChars().aggregate($total * 1000.001, 1.5)", "{}"))
                .endsWith("The number has more than 1000 digits");
    }
}
