package org.fhirriver.cli.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.fhirriver.cli.batch.BatchView.PipelineView;
import org.fhirriver.cli.screen.Screen;

/** Brings every pipeline's records to the store once: begins a batch, or goes on with the one that was cut off. */
public final class MainJob {

    private static final long LOOK_EVERY_MILLIS = 250;
    private static final int TRIES_WITHOUT_ANSWER = 240;

    private final Extractor extractor;
    private final Screen screen;

    /** The job at an extractor, shown on a screen. */
    public MainJob(Extractor extractor, Screen screen) {
        this.extractor = extractor;
        this.screen = screen;
    }

    /**
     * Runs the job to its end.
     *
     * @param wanted which pipelines belong to it
     * @return what came of it; empty when there was nothing left to do
     */
    public Optional<BatchView> run(Set<String> wanted) throws IOException, InterruptedException {
        List<BatchView> batches = extractor.batches();
        Optional<BatchView> unfinished =
                batches.stream().filter(batch -> !batch.ended()).findFirst();
        if (unfinished.isPresent()) {
            screen.line("Going on with batch " + unfinished.get().id() + ", which was interrupted.");
            screen.gap();
            return Optional.of(follow(unfinished.get().id()));
        }
        List<String> left = new ArrayList<>(extractor.pipelines());
        left.retainAll(wanted);
        left.removeAll(completed(batches));
        if (left.isEmpty()) {
            return Optional.empty();
        }
        String id = extractor.begin(left);
        screen.line("Batch %s: %s.".formatted(id, left.size() == 1 ? "one pipeline" : left.size() + " pipelines"));
        screen.gap();
        return Optional.of(follow(id));
    }

    private static Set<String> completed(List<BatchView> batches) {
        Set<String> completed = new HashSet<>();
        for (BatchView batch : batches) {
            batch.pipelines().stream()
                    .filter(PipelineView::isCompleted)
                    .map(PipelineView::pipeline)
                    .forEach(completed::add);
        }
        return completed;
    }

    /** Shows how a batch comes along until it has ended, and what came of it. */
    public BatchView follow(String id) throws IOException, InterruptedException {
        var progress = new Progress(screen);
        int unanswered = 0;
        while (true) {
            try {
                BatchView batch = extractor.batch(id);
                unanswered = 0;
                progress.show(batch);
                if (batch.ended()) {
                    screen.gap();
                    new ResultTable(screen.look()).of(batch).forEach(screen::line);
                    return batch;
                }
            } catch (IOException e) {
                // The extractor may have been killed; whoever keeps it running starts it again.
                unanswered++;
                if (unanswered == TRIES_WITHOUT_ANSWER) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }
}
