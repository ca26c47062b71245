package org.fhirriver.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordKeyTest {

    @Test
    void isTheTextOfItsOnlyColumn() {
        assertThat(RecordKey.of(List.of(10013)).text()).isEqualTo("10013");
        assertThat(RecordKey.of(List.of("a \"b\" ü")).text()).isEqualTo("a \"b\" ü");
    }

    @Test
    void isAnArrayOfTextsForSeveralColumns() {
        assertThat(RecordKey.of(List.of(10013L, "2150-01-01", true)).text())
                .isEqualTo("[\"10013\",\"2150-01-01\",\"true\"]");
        assertThat(RecordKey.of(List.of("a\"b", "ü\n")).text()).isEqualTo("[\"a\\\"b\",\"ü\\n\"]");
    }

    @ParameterizedTest
    @CsvSource({"1.50,1.5", "1.0,1", "0.00,0", "1E+3,1000", "-0.0010,-0.001", "100,100"})
    void writesDecimalsPlainlyAndWithoutTrailingZeros(String digits, String text) {
        assertThat(RecordKey.canonical(new BigDecimal(digits))).isEqualTo(text);
    }

    @Test
    void writesIntegersOfAnySizeAlike() {
        assertThat(List.of((short) 7, 7, 7L, BigInteger.valueOf(7)))
                .allSatisfy(seven -> assertThat(RecordKey.canonical(seven)).isEqualTo("7"));
    }

    @Test
    void refusesWhatCannotBeAKey() {
        assertThatThrownBy(() -> RecordKey.of(List.of(1.5))).hasMessage("A key cannot hold a value of type Double");
        assertThatThrownBy(() -> RecordKey.of(List.of())).hasMessage("A record's key has at least one part");
    }

    @Test
    void readsBackWhatItWrites() {
        RecordKey one = RecordKey.of(List.of("[1]"));
        RecordKey two = RecordKey.of(List.of("a,\"b", "ü"));

        assertThat(RecordKey.parse(one.text(), 1)).contains(one);
        assertThat(RecordKey.parse(two.text(), 2)).contains(two);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10013|2", "[\"1\"]|2", "[\"1\",null]|2", "[\"1\",\"2\",\"3\"]|2", "{}|2"})
    void doesNotReadTextThatDoesNotFitTheColumns(String text, int columns) {
        assertThat(RecordKey.parse(text, columns)).isEmpty();
    }
}
