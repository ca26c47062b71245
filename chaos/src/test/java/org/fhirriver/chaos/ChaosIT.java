package org.fhirriver.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.fhirriver.chaos.result.Comparison;
import org.fhirriver.local.process.JavaCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chaos suite in a form that takes a few minutes; {@code -Dchaos.seed} gives another seed. */
final class ChaosIT {

    @TempDir
    private Path folder;

    @Test
    void losesAndDoublesNothingWhateverIsKilled() throws Exception {
        System.setProperty(
                JavaCommand.CLASS_PATH,
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        Order order = new Order(
                Integer.getInteger("chaos.rows", 1_000),
                10,
                Long.getLong("chaos.seed", System.nanoTime() % 1_000_000),
                Duration.ofSeconds(5),
                false,
                folder);

        Comparison comparison = new Suite(order, new Report(System.out)).run();

        assertThat(comparison.lost()).as("lost").isEmpty();
        assertThat(comparison.doubled()).as("doubled").isEmpty();
        assertThat(comparison.different()).as("different").isEmpty();
    }
}
