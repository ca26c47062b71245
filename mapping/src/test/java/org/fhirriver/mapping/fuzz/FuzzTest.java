package org.fhirriver.mapping.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.mapping.typed.Rejection;
import org.fhirriver.mapping.typed.TypedTemplate;
import org.fhirriver.mapping.value.JsonBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random templates on random records: whatever comes out is FHIR, and soon. {@code -Dfuzz.records} sets how many
 * records, {@code -Dfuzz.seed} where chance begins.
 */
final class FuzzTest {

    private static final int RECORDS_PER_TEMPLATE = 10;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final FhirParser parser = new FhirParser();
    private final JsonBuffer buffer = new JsonBuffer();
    private int compiled;
    private int written;
    private int rejected;

    @TempDir
    private Path folder;

    @Test
    void whateverComesOutIsFhir() throws Exception {
        int records = Integer.getInteger("fuzz.records", 3_000);
        long seed = Long.getLong("fuzz.seed", 42);
        System.out.printf("%d records from seed %d%n", records, seed);
        FuzzedSystem system = new FuzzedSystem(folder);

        for (long next = seed; written + rejected < records; next++) {
            run(system, next);
        }

        System.out.printf("%d templates compiled, %d records written, %d rejected%n", compiled, written, rejected);
        assertThat(compiled).isPositive();
        assertThat(written).isPositive();
        assertThat(rejected).isPositive();
    }

    private void run(FuzzedSystem system, long seed) {
        Random random = new Random(seed);
        String yaml = new TemplateFuzzer(random).template();
        Problems problems = new Problems();
        Optional<TypedTemplate> template;
        try {
            template = system.compile(yaml, problems);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("Seed " + seed + ": " + yaml, e);
        }
        assertThat(template.isPresent()).as(problems.toString()).isEqualTo(problems.isEmpty());
        compiled += template.isPresent() ? 1 : 0;
        for (int i = 0; template.isPresent() && i < RECORDS_PER_TEMPLATE; i++) {
            Map<String, Object> record = new RecordFuzzer(random).record();
            long start = processorTime();
            try {
                map(template.get(), record);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("Seed " + seed + ": " + yaml + "\n" + record, e);
            }
            assertThat(Duration.ofNanos(processorTime() - start))
                    .as("Seed %d: %s %s", seed, yaml, record)
                    .isLessThan(LONGEST);
        }
    }

    /** Time that others take from the processor does not count. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void map(TypedTemplate template, Map<String, Object> record) {
        buffer.clear();
        try {
            template.write(Evaluation.of(record).at(Instant.EPOCH, FuzzedSystem.ZONE), "id-1", buffer);
        } catch (Rejection e) {
            assertThat(e.element()).startsWith(template.resourceType());
            assertThat(e.reason()).isNotBlank();
            rejected++;
            return;
        }
        written++;
        parser.parse(buffer.toBytes());
    }
}
