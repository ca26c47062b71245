package org.fhirriver.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BatchSizeTest {

    private final BatchSize size = new BatchSize();

    @Test
    void getsSmallerWhileMongoDbIsSlowAndLargeAgainAfterwards() {
        assertThat(size.current()).isEqualTo(5_000);

        size.took(Duration.ofSeconds(5));
        assertThat(size.current()).isEqualTo(2_500);
        size.took(Duration.ofSeconds(3));
        assertThat(size.current()).isEqualTo(2_500);

        size.took(Duration.ofMillis(200));
        size.took(Duration.ofMillis(200));
        assertThat(size.current()).isEqualTo(5_000);
    }

    @Test
    void neverGetsSoSmallThatNothingComesForward() {
        for (int i = 0; i < 20; i++) {
            size.took(Duration.ofMinutes(1));
        }

        assertThat(size.current()).isEqualTo(20);
    }
}
