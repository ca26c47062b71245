package org.fhirriver.cli.batch;

import java.util.Locale;
import org.fhirriver.cli.batch.BatchView.Counts;
import org.fhirriver.cli.batch.BatchView.PipelineView;
import org.fhirriver.cli.screen.Look;

/**
 * Pipelines' progress, a line for each: how much is loaded, how much is mapped but not yet loaded, how much is extracted
 * but not yet mapped.
 *
 * @param look what the screen can show
 * @param nameWidth the width of the longest pipeline's name
 */
record ProgressBar(Look look, int nameWidth) {

    private static final int WIDEST = 24;
    private static final int NARROWEST = 6;
    /** Three numbers and the word for what was rejected. */
    private static final int NUMBERS = 46;

    /** The line above the bars. */
    String heading() {
        return look.strong("  %s  %s%10s%10s%10s"
                .formatted(pad("pipeline"), " ".repeat(width()), "extracted", "mapped", "loaded"));
    }

    String of(PipelineView pipeline) {
        Counts counts = pipeline.counts();
        long all = Math.max(pipeline.expected() == null ? 0 : pipeline.expected(), counts.extracted());
        double whole = pipeline.isCompleted() && all == 0 ? 1 : 0;
        double extracted = Math.max(whole, share(counts.extracted(), all));
        double mapped = Math.max(whole, share(counts.transformed(), all));
        // Resources are counted differently from records: their share is of those that were published.
        double loaded = counts.published() == 0 ? mapped : mapped * share(counts.stored(), counts.published());
        return "  %s  %s%s".formatted(pad(pipeline.pipeline()), bar(loaded, mapped, extracted), numbers(counts));
    }

    String pad(String name) {
        return name + " ".repeat(Math.max(0, nameWidth - name.length()));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : Math.min(1.0, (double) part / whole);
    }

    private int width() {
        return Math.max(NARROWEST, Math.min(WIDEST, look.columns() - nameWidth - NUMBERS));
    }

    private String bar(double loaded, double mapped, double extracted) {
        int full = (int) Math.floor(loaded * width());
        int half = Math.max(full, (int) Math.floor(mapped * width()));
        int some = Math.max(half, (int) Math.floor(extracted * width()));
        return look.good(look.either("█", "#").repeat(full))
                + look.either("▓", "=").repeat(half - full)
                + look.faint(look.either("▒", "-").repeat(some - half))
                + look.faint(look.either("░", ".").repeat(width() - some));
    }

    private String numbers(Counts counts) {
        String refused = counts.refused() == 0
                ? ""
                : "  " + look.bad(String.format(Locale.ROOT, "%,d rejected", counts.refused()));
        return String.format(
                        Locale.ROOT,
                        "%,10d%,10d%,10d",
                        counts.extracted(),
                        counts.mapped(),
                        counts.stored() - counts.dead())
                + refused;
    }
}
