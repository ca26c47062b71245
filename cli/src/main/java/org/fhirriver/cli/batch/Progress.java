package org.fhirriver.cli.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fhirriver.cli.batch.BatchView.Counts;
import org.fhirriver.cli.batch.BatchView.PipelineView;
import org.fhirriver.cli.screen.Screen;

/**
 * Shows how a batch comes along: pipelines that have ended as lines that stay, those that are worked on as live bars,
 * and a line for all of them. Where lines cannot change, the last is written from time to time.
 */
final class Progress {

    private static final long PLAIN_EVERY_NANOS = 5_000_000_000L;
    private static final int ROWS_FOR_OTHERS = 4;

    private final Screen screen;
    private final Set<String> ended = new HashSet<>();
    private boolean begun;
    private long lastPlain = System.nanoTime();

    Progress(Screen screen) {
        this.screen = screen;
    }

    void show(BatchView batch) {
        int width = batch.pipelines().stream()
                .mapToInt(pipeline -> pipeline.pipeline().length())
                .max()
                .orElse(0);
        var bar = new ProgressBar(screen.look(), width);
        if (!begun) {
            begun = true;
            screen.line(bar.heading());
        }
        for (PipelineView pipeline : batch.pipelines()) {
            if (pipeline.ended() && ended.add(pipeline.pipeline())) {
                screen.line(pipeline.isCompleted() ? bar.of(pipeline) : failure(bar, pipeline));
            }
        }
        if (screen.look().isTerminal()) {
            screen.live(batch.ended() ? List.of() : live(batch, bar));
        } else if (!batch.ended() && System.nanoTime() - lastPlain > PLAIN_EVERY_NANOS) {
            lastPlain = System.nanoTime();
            screen.line(all(batch));
        }
    }

    private String failure(ProgressBar bar, PipelineView pipeline) {
        String reason = pipeline.reason() == null ? pipeline.state() : pipeline.reason();
        return "  " + bar.pad(pipeline.pipeline()) + "  " + screen.look().bad(pipeline.state() + ": " + reason);
    }

    private List<String> live(BatchView batch, ProgressBar bar) {
        List<String> lines = new ArrayList<>();
        batch.pipelines().stream()
                .filter(PipelineView::isActive)
                .limit(Math.max(1, screen.look().rows() - ROWS_FOR_OTHERS))
                .forEach(pipeline -> lines.add(bar.of(pipeline)));
        lines.add(all(batch));
        return lines;
    }

    private String all(BatchView batch) {
        Counts counts = batch.counts();
        long done = batch.pipelines().stream().filter(PipelineView::ended).count();
        return screen.look()
                .faint(String.format(
                        Locale.ROOT,
                        "  %d of %d pipelines done; %,d extracted, %,d mapped, %,d loaded; %.0f s",
                        done,
                        batch.pipelines().size(),
                        counts.extracted(),
                        counts.mapped(),
                        counts.stored() - counts.dead(),
                        batch.seconds()));
    }
}
