package org.fhirriver.connect.jdbc.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.DataException;
import org.fhirriver.connect.jdbc.settings.NumericMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of keys is agreed on with everybody who delivers records: these are the same vectors as theirs. */
final class RecordKeysTest {

    private static final ColumnType DECIMAL = new Numbers(NumericMapping.NONE).decimal("NUMERIC", 38, 10);
    private static final ColumnType TEXT = ColumnType.plain(
            org.apache.kafka.connect.data.Schema.STRING_SCHEMA,
            org.apache.kafka.connect.data.Schema.OPTIONAL_STRING_SCHEMA,
            java.sql.ResultSet::getString);

    private static String key(List<ColumnType> types, Object... values) {
        List<Column> columns = new ArrayList<>();
        IntStream.range(0, types.size()).forEach(i -> columns.add(new Column("c" + i, i + 1, true, types.get(i))));
        return new RecordKeys(columns).of(values);
    }

    @Test
    void areTheTextOfTheOnlyColumn() {
        assertThat(key(List.of(Numbers.INT32), 10013)).isEqualTo("10013");
        assertThat(key(List.of(Numbers.INT64), -7L)).isEqualTo("-7");
        assertThat(key(List.of(TEXT), "a \"b\" ü")).isEqualTo("a \"b\" ü");
    }

    @Test
    void areAnArrayOfTextsForSeveralColumns() {
        assertThat(key(List.of(Numbers.INT64, TEXT, TEXT), 10013L, "2150-01-01", "true"))
                .isEqualTo("[\"10013\",\"2150-01-01\",\"true\"]");
        assertThat(key(List.of(TEXT, TEXT), "a\"b", "ü\n\u0001\\")).isEqualTo("[\"a\\\"b\",\"ü\\n\\u0001\\\\\"]");
    }

    @ParameterizedTest
    @CsvSource({"1.50,1.5", "1.0,1", "0.00,0", "1E+3,1000", "-0.0010,-0.001", "100,100"})
    void writeDecimalsPlainlyAndWithoutTrailingZeros(String digits, String text) {
        assertThat(key(List.of(DECIMAL), new BigDecimal(digits))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-31T12:00:00,2020-01-31T12:00:00",
        "2020-01-31T12:00:00.500,2020-01-31T12:00:00.5",
        "2020-01-31T00:00:00.000001,2020-01-31T00:00:00.000001"
    })
    void writeTimestampsWithSecondsAndNoTrailingZeros(String timestamp, String text) {
        assertThat(CanonicalText.of(LocalDateTime.parse(timestamp))).isEqualTo(text);
        assertThat(CanonicalText.ofMoment(LocalDateTime.parse(timestamp))).isEqualTo(text + "Z");
        assertThat(CanonicalText.of(LocalDate.parse("2020-01-31"))).isEqualTo("2020-01-31");
    }

    @Test
    void areAbsentWhenAPartIsNull() {
        assertThat(key(List.of(TEXT, TEXT), "a", null)).isNull();
        assertThat(key(List.of(TEXT), new Object[] {null})).isNull();
        assertThat(key(List.of())).isNull();
    }

    @Test
    void refuseFloatingPointNumbers() {
        assertThatThrownBy(() -> key(List.of(Numbers.FLOAT64), 1.5)).isInstanceOf(DataException.class);
    }
}
