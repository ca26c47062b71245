package org.fhirriver.cli.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fhirriver.cli.batch.BatchView.Counts;
import org.fhirriver.cli.batch.BatchView.PipelineView;
import org.fhirriver.cli.screen.Look;

/**
 * What came of a batch, a line for each pipeline.
 *
 * @param look what the screen can show
 */
record ResultTable(Look look) {

    private static final List<String> TITLES =
            List.of("extracted", "written", "deleted", "unchanged", "rejected", "seconds");

    List<String> of(BatchView batch) {
        int width = batch.pipelines().stream()
                .mapToInt(pipeline -> pipeline.pipeline().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(look.strong(row(width, "pipeline", TITLES)));
        for (PipelineView pipeline : batch.pipelines()) {
            String row = row(width, pipeline.pipeline(), cells(pipeline.counts(), pipeline.seconds()));
            lines.add(pipeline.isClean() ? row : look.bad(row));
            if (!pipeline.isCompleted()) {
                String reason = pipeline.reason() == null ? "" : ": " + pipeline.reason();
                lines.add(look.bad("    " + pipeline.state() + reason));
            }
        }
        lines.add(look.strong(row(width, "all", cells(batch.counts(), batch.seconds()))));
        return lines;
    }

    private static List<String> cells(Counts counts, double seconds) {
        return List.of(
                number(counts.extracted()),
                number(counts.loaded()),
                number(counts.deleted()),
                number(counts.unchanged() + counts.superseded()),
                number(counts.refused()),
                String.format(Locale.ROOT, "%.1f", seconds));
    }

    private static String row(int width, String name, List<String> cells) {
        var row = new StringBuilder("  ").append(name).append(" ".repeat(Math.max(0, width - name.length())));
        for (String cell : cells) {
            row.append(String.format("%11s", cell));
        }
        return row.toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
