package org.fhirriver.connect.kit.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordKeyTextTest {

    @Test
    void oneColumnIsItsText() {
        assertThat(RecordKeyText.of(List.of("10013"))).isEqualTo("10013");
        assertThat(RecordKeyText.of(List.of("say \"a\""))).isEqualTo("say \"a\"");
    }

    @Test
    void severalAreAnArrayOfTheirTexts() {
        assertThat(RecordKeyText.of(List.of("10013", "2150-01-01"))).isEqualTo("[\"10013\",\"2150-01-01\"]");
    }

    /** As the extractor writes it: only what has to be escaped is. */
    @Test
    void onlyWhatHasToBeEscapedIs() {
        assertThat(RecordKeyText.of(List.of("\"\\\b\t\n\f\r\u0001\u001f", "/é\u007f\u2028😀")))
                .isEqualTo("[\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001F\",\"/é\u007f\u2028😀\"]");
    }
}
