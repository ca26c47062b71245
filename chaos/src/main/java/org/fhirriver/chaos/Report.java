package org.fhirriver.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fhirriver.chaos.fault.Fault;
import org.fhirriver.chaos.result.Comparison;
import org.fhirriver.messages.LedgerEntry.Count;

/** Tells a person how a run goes and what came of it. */
final class Report {

    private static final int MOST_EXAMPLES = 10;

    private final PrintStream out;
    private final List<Duration> recoveries = new ArrayList<>();
    private int faults;

    Report(PrintStream out) {
        this.out = out;
    }

    void line(String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
    }

    void injected(Fault fault) {
        faults++;
        line("%3d  %s", faults, fault.title());
    }

    void recovered(Duration after) {
        recoveries.add(after);
        line("     all is well %.1f s after", seconds(after));
    }

    void settled(Duration after, Map<String, Map<Count, Long>> counts) {
        line("Everything has arrived after %.1f s:", seconds(after));
        counts.forEach((pipeline, sums) -> line("     %-16s %s", pipeline, sums));
    }

    void compared(Order order, int records, int documents, Comparison comparison) {
        examples("lost", comparison.lost());
        examples("doubled", comparison.doubled());
        examples("different", comparison.different());
        line("");
        line("seed                %d", order.seed());
        line("faults injected     %d", faults);
        line("records             %d", records);
        line("documents           %d", documents);
        line("lost                %d", comparison.lost().size());
        line("doubled             %d", comparison.doubled().size());
        line("different           %d", comparison.different().size());
        line(
                "seconds to recover  %.1f on average, %.1f at most",
                recoveries.stream().mapToDouble(Report::seconds).average().orElse(0),
                recoveries.stream().mapToDouble(Report::seconds).max().orElse(0));
    }

    private void examples(String what, List<String> all) {
        all.stream().limit(MOST_EXAMPLES).forEach(one -> line("%s: %s", what, one));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
