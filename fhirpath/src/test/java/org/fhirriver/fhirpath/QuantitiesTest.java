package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fhirriver.fhirpath.Records.failure;
import static org.fhirriver.fhirpath.Records.result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantitiesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1 'kg' = 1000 'g', true",
                "1 'm' = 100 'cm', true",
                "1 'm2' = 10000 'cm2', true",
                "1 'l' = 1 'dm3', true",
                "1 'mmol/L' = 1 'mol/m3', true",
                "1 'J' = 1 'kg.m2/s2', true",
                "1 'J' = 1 'kg.m2.s-2', true",
                "60 '/min' = 1 '/s', true",
                "1 '10*3/uL' = 1000 '/uL', true",
                "1 '%' = 0.01 '1', true",
                "37 'Cel' = 310.15 'K', true",
                "212 '[degF]' = 100 'Cel', true",
                "1 '[lb_av]' = 453.59237 'g', true",
                "1 '[in_i]' = 2.54 'cm', true",
                "120 'mm[Hg]' > 15 'kPa', true",
                "1 'U/L' = 1 'umol/min/L', true",
                "5 '{tablets}' = 5 '1', true",
                "1 'mg{total}' = 1 'mg', true",
                "1 'g' = 1 'm', false",
                "1 'g' < 1 'm', {}",
                "1 'foo' = 1 'foo', true",
                "1 'foo' = 1 'bar', {}",
                "1 'Kg' = 1000 'g', {}",
                "1 '1' = 1, true",
                "4 'g' ~ 4040 'mg', true",
                "4.0 'g' ~ 4600 'mg', false",
                "1 'cm'.comparable(1 '[ft_i]'), true",
                "1 'cm'.comparable(1 'cm2'), false",
            })
    void comparesByUcum(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "7 days = 1 week, true",
                "1 year = 12 months, true",
                "1 day = 24 hours, true",
                "1 hour = 3600 's', true",
                "1 week = 7 'd', true",
                "1 year = 1 'a', {}",
                "1 month > 1 'd', {}",
                "1 year ~ 1 'a', true",
                "1 month ~ 1 'mo', true",
                "1 second = 1 's', true",
            })
    void keepsTheCalendarApartFromDefiniteLengths(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "3 'm' + 3 'cm', 303 'cm'",
                "3 'cm' - 1 'm', -97 'cm'",
                "12 'cm' * 3 'cm', 36 'cm2'",
                "3 'cm' * 12 'cm2', 36 'cm3'",
                "12 'cm2' / 3 'cm', 4 'cm'",
                "4.0 'g' / 2.0 'm', 2 'g/m'",
                "1 'g' / 2 'g', 0.5 '1'",
                "6 'mg/kg' * 2 'kg', 12 'mg/kg.kg'",
                "6 'mg/kg' * 70 'kg' = 420 'mg', true",
                "2 * 3 'mg', 6 'mg'",
                "3 'g' + 3 'm', {}",
                "3 'g' / 0, {}",
                "-(3 'g'), -3 'g'",
                "(-3 'g').abs(), 3 'g'",
                "1 day + 1 hour, 25 hour",
            })
    void calculatesWithUnits(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "'4 days'.toQuantity() => 4 days",
                "'10 \\'mg\\''.toQuantity() => 10 'mg'",
                "'10mg'.convertsToQuantity() => false",
                "'1.5'.toQuantity() => 1.5 '1'",
                "(1 'kg').toQuantity('g') => 1000 'g'",
                "1 'kg'.convertsToQuantity('m') => false",
                "2 weeks.toQuantity('day') => 14 day",
                "18 months.toQuantity('year') => 1.5 year",
                "4 days.toString() => '4 days'",
                "1.50 'mg'.toString() => '1.50 'mg''",
            })
    void convertsTextAndUnits(String expression, String expected) {
        assertThat(result(expression)).isEqualTo(expected);
    }

    @Test
    void refusesOperationsThatUnitsDoNotHave() {
        assertThat(failure("5 'g' mod 2 'g'", "{}")).isEqualTo("1:7: 'mod' is not defined for Quantity and Quantity");
        assertThat(failure("5 'g' > 'a'", "{}")).isEqualTo("1:7: a Quantity cannot be compared with a String");
    }
}
