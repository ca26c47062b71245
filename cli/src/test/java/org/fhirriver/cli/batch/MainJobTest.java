package org.fhirriver.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.cli.screen.Screen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MainJobTest {

    private static final Set<String> BOTH = Set.of("mimic-patients", "mimic-admissions");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private FakeExtractor extractor;

    @BeforeEach
    void start() throws IOException {
        extractor = new FakeExtractor().pipelines("mimic-admissions", "mimic-patients", "clinic-visits");
    }

    @AfterEach
    void stop() {
        extractor.close();
    }

    @Test
    void runsTheWantedPipelinesAndShowsWhatCameOfThem() throws Exception {
        extractor
                .then(batch(
                        pipeline("mimic-admissions", "reading", 129, 40, 0),
                        pipeline("mimic-patients", "waiting", 0, 0, 0)))
                .then(batch(
                        pipeline("mimic-admissions", "completed", 129, 129, 0),
                        pipeline("mimic-patients", "completed", 1_200, 1_198, 2)));

        Optional<BatchView> result = run();

        assertThat(extractor.orders())
                .containsExactly("{\"pipelines\":[\"mimic-admissions\",\"mimic-patients\"],\"filters\":{}}");
        assertThat(result)
                .hasValueSatisfying(batch -> assertThat(batch.isClean()).isFalse());
        assertThat(text()).isEqualTo("""
                        Batch b1: 2 pipelines.

                          pipeline                             extracted    mapped    loaded
                          mimic-admissions  ##################       129       129       129
                          mimic-patients    ##################     1,200     1,198     1,198  2 rejected

                          pipeline          extracted    written    deleted  unchanged   rejected    seconds
                          mimic-admissions        129        129          0          0          0        1.5
                          mimic-patients        1,200      1,198          0          0          2        1.5
                          all                   1,329      1,327          0          0          2        3.0
                        """);
    }

    @Test
    void goesOnWithABatchThatWasInterrupted() throws Exception {
        extractor
                .knows(batch(pipeline("mimic-patients", "reading", 10, 5, 0)))
                .then(batch(pipeline("mimic-patients", "completed", 120, 120, 0)));

        Optional<BatchView> result = run();

        assertThat(extractor.orders()).isEmpty();
        assertThat(text()).startsWith("Going on with batch b1, which was interrupted.");
        assertThat(result)
                .hasValueSatisfying(batch -> assertThat(batch.isClean()).isTrue());
    }

    @Test
    void runsNothingTwice() throws Exception {
        extractor.knows(batch(
                pipeline("mimic-admissions", "completed", 129, 129, 0),
                pipeline("mimic-patients", "completed", 120, 120, 0)));

        assertThat(run()).isEmpty();
        assertThat(extractor.orders()).isEmpty();
    }

    @Test
    void runsAgainWhatFailedAndSaysWhy() throws Exception {
        String failed = pipeline("mimic-patients", "failed", 0, 0, 0)
                .replace("\"ended\"", "\"reason\": \"The database 'mimic' does not answer\", \"ended\"");
        extractor
                .knows(batch(pipeline("mimic-admissions", "completed", 129, 129, 0), failed))
                .then(batch(failed));

        Optional<BatchView> result = run();

        assertThat(extractor.orders()).containsExactly("{\"pipelines\":[\"mimic-patients\"],\"filters\":{}}");
        assertThat(text()).contains("failed: The database 'mimic' does not answer");
        assertThat(result)
                .hasValueSatisfying(batch -> assertThat(batch.isClean()).isFalse());
    }

    @Test
    void waitsForAnExtractorThatIsStartedAgain() throws Exception {
        extractor.then("").then("").then(batch(pipeline("mimic-patients", "completed", 120, 120, 0)));

        assertThat(run()).isPresent();
    }

    private Optional<BatchView> run() throws IOException, InterruptedException {
        var screen = new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), Look.PLAIN);
        return new MainJob(new Extractor(extractor.address()), screen).run(BOTH);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private static String pipeline(String name, String state, long extracted, long mapped, long rejected) {
        boolean ended = !state.equals("reading") && !state.equals("waiting");
        return """
                {"pipeline": "%s", "state": "%s", "ended": %s, "expected": %d, "seconds": 1.5, "counts": %s}""".formatted(name, state, ended, extracted, counts(extracted, mapped, rejected));
    }

    /** A batch whose counts are the sum of its pipelines'. */
    private static String batch(String... pipelines) {
        String all = String.join(",", pipelines);
        return """
                {"id": "b1", "state": "reading", "ended": %s, "seconds": 3.0, "counts": %s, "pipelines": [%s]}""".formatted(
                        !all.contains("\"ended\": false"),
                        counts(sum(all, "extracted"), sum(all, "mapped"), sum(all, "rejected")),
                        all);
    }

    private static String counts(long extracted, long mapped, long rejected) {
        return """
                {"extracted": %d, "mapped": %d, "rejected": %d, "published": %d, "loaded": %d}""".formatted(extracted, mapped, rejected, mapped, mapped);
    }

    private static long sum(String json, String count) {
        return Pattern.compile("\"" + count + "\": (\\d+)")
                .matcher(json)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }
}
