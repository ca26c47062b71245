package org.fhirriver.cli.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.fhirriver.cli.batch.BatchView.Counts;
import org.fhirriver.cli.batch.BatchView.PipelineView;
import org.fhirriver.cli.screen.Look;

/**
 * How far a batch has come, stage by stage, a line for each pipeline. Counts that are zero everywhere take no column,
 * but the first three.
 *
 * @param look what the screen can show
 */
public record BatchTable(Look look) {

    private record Column(String title, ToLongFunction<Counts> count, boolean always) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("extracted", Counts::extracted, true),
            new Column("mapped", Counts::mapped, true),
            new Column("rejected", Counts::rejected, false),
            new Column("loaded", Counts::loaded, true),
            new Column("unchanged", Counts::unchanged, false),
            new Column("deleted", Counts::deleted, false),
            new Column("superseded", Counts::superseded, false),
            new Column("dead", Counts::dead, false));

    /** The lines about a batch. */
    public List<String> of(BatchView batch) {
        List<Column> shown = COLUMNS.stream()
                .filter(column -> column.always() || column.count().applyAsLong(batch.counts()) != 0)
                .toList();
        int width = batch.pipelines().stream()
                .mapToInt(pipeline -> pipeline.pipeline().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(look.strong("Batch " + batch.id() + ": " + batch.state()) + pace(batch));
        StringBuilder titles = new StringBuilder("  ").append(" ".repeat(width)).append("  %-10s".formatted(""));
        shown.forEach(column -> titles.append("%11s".formatted(column.title())));
        lines.add(look.faint(titles.toString()));
        for (PipelineView pipeline : batch.pipelines()) {
            lines.add(line(shown, width, pipeline));
            if (pipeline.reason() != null) {
                lines.add(look.bad("    " + pipeline.reason()));
            }
        }
        return lines;
    }

    private String line(List<Column> shown, int width, PipelineView pipeline) {
        StringBuilder line = new StringBuilder("  ")
                .append(pipeline.pipeline())
                .append(" ".repeat(width - pipeline.pipeline().length()))
                .append("  %-10s".formatted(pipeline.state()));
        shown.forEach(column ->
                line.append(String.format(Locale.ROOT, "%,11d", column.count().applyAsLong(pipeline.counts()))));
        boolean bad = pipeline.counts().refused() > 0 || pipeline.reason() != null;
        return bad ? look.bad(line.toString()) : line.toString();
    }

    private static String pace(BatchView batch) {
        String pace =
                String.format(Locale.ROOT, ", %.0f s, %,.0f records/s", batch.seconds(), batch.recordsPerSecond());
        return batch.secondsLeft() == null || batch.ended()
                ? pace
                : pace + String.format(Locale.ROOT, ", about %,d s left", batch.secondsLeft());
    }
}
