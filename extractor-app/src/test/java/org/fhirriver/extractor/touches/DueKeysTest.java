package org.fhirriver.extractor.touches;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DueKeysTest {

    private static final Duration EVERY = Duration.ofSeconds(5);

    @Test
    void asksASourceThatAnswersAtOnceAtEachInterval() {
        assertThat(DueKeys.pause(Duration.ofMillis(3), EVERY)).isEqualTo(EVERY);
    }

    @Test
    void leavesASourceAloneThatTakesLongToAnswer() {
        assertThat(DueKeys.pause(Duration.ofSeconds(20), EVERY)).isEqualTo(Duration.ofMinutes(3));
    }
}
