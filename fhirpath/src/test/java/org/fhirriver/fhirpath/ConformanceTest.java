package org.fhirriver.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The official suite, from a folder that {@code -Dfhirpath.suite} names. */
final class ConformanceTest {

    @Test
    void passesTheOfficialSuite() throws IOException {
        String folder = System.getProperty("fhirpath.suite", "");
        assumeThat(folder)
                .as("the official suite is not run: -Dfhirpath.suite=<folder> names no folder")
                .isNotEmpty();
        ConformanceSuite suite = new ConformanceSuite(Path.of(folder));

        suite.run();

        suite.failures().forEach(failure -> System.out.println("FAILED " + failure));
        System.out.println(suite.passed() + " passed, " + suite.failures().size() + " failed");
        assertThat(suite.failures()).isEmpty();
    }
}
