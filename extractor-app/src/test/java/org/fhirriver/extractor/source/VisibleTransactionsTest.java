package org.fhirriver.extractor.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VisibleTransactionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            770:774:771,772 | 769 | true
            770:774:771,772 | 770 | true
            770:774:771,772 | 771 | false
            770:774:771,772 | 773 | true
            770:774:771,772 | 774 | false
            770:770: | 769 | true
            770:770: | 770 | false
            # The log has the lower 32 bits only: 4294967296 is 2^32.
            4294967300:4294967310:4294967305 | 3 | true
            4294967300:4294967310:4294967305 | 9 | false
            4294967300:4294967310:4294967305 | 4 | true
            4294967300:4294967310:4294967305 | 14 | false
            4294967300:4294967310:4294967305 | 4294967290 | true
            4294967290:4294967294: | 2 | false
            """)
    void tellsWhichTransactionsAreShown(String snapshot, long number, boolean visible) {
        assertThat(VisibleTransactions.parse(snapshot).isVisible(number)).isEqualTo(visible);
    }
}
