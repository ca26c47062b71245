package org.fhirriver.connect.jdbc.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FingerprintTest {

    @Test
    void isTheSameForTheSameContent() {
        assertThat(Fingerprint.of(new Object[] {1, "a", null, new byte[] {1}}))
                .isEqualTo(Fingerprint.of(new Object[] {1, "a", null, new byte[] {1}}));
    }

    @Test
    void tellsNeighboursApart() {
        Set<Fingerprint> seen = new HashSet<>();
        Object[][] rows = {
            {"ab", "c"},
            {"a", "bc"},
            {null, "a"},
            {"a", null},
            {"", null},
            {null, ""},
            {1, 2},
            {2, 1},
            {0, 0},
            {new BigDecimal("1.5"), 0},
            {new BigDecimal("1.50"), 0},
            {new byte[] {1, 2}, 0},
            {new byte[] {2, 1}, 0},
            {LocalDateTime.parse("2020-01-01T00:00:00"), 0},
            {LocalDateTime.parse("2020-01-01T00:00:00.001"), 0}
        };
        for (Object[] row : rows) {
            assertThat(seen.add(Fingerprint.of(row))).as("%s", (Object) row).isTrue();
        }
        for (long i = 10; i < 100_000; i++) {
            assertThat(seen.add(Fingerprint.of(new Object[] {i, i % 7}))).isTrue();
        }
    }
}
