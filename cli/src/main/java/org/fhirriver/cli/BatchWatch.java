package org.fhirriver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fhirriver.cli.batch.BatchTable;
import org.fhirriver.cli.batch.BatchView;
import org.fhirriver.cli.screen.Screen;

/** Shows the batches that are under way, or the latest one when none is; on a terminal it follows them to their end. */
final class BatchWatch {

    private static final long LOOK_EVERY_MILLIS = 500;

    private final Screen screen;
    private final ExtractorAccess access;

    BatchWatch(Screen screen, ExtractorAccess access) {
        this.screen = screen;
        this.access = access;
    }

    /** Shows them once. */
    void once() throws InterruptedException {
        List<BatchView> batches = batches();
        if (batches.isEmpty()) {
            screen.line("No batch has been read yet.");
        }
        lines(batches).forEach(screen::line);
    }

    /** Follows them until they have ended. */
    void follow() throws InterruptedException {
        List<BatchView> batches = batches();
        while (batches.stream().anyMatch(batch -> !batch.ended())) {
            screen.live(lines(batches).stream()
                    .limit(Math.max(2, screen.look().rows() - 1))
                    .toList());
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            List<String> followed = batches.stream().map(BatchView::id).toList();
            List<BatchView> now = new ArrayList<>();
            for (String id : followed) {
                now.add(access.ask(extractor -> extractor.batch(id)));
            }
            batches = now;
        }
        screen.live(List.of());
        lines(batches).forEach(screen::line);
    }

    private List<BatchView> batches() throws InterruptedException {
        List<BatchView> all = access.ask(extractor -> extractor.batches());
        List<BatchView> underWay = all.stream().filter(batch -> !batch.ended()).toList();
        return underWay.isEmpty() ? all.stream().limit(1).toList() : underWay;
    }

    private List<String> lines(List<BatchView> batches) {
        var table = new BatchTable(screen.look());
        return batches.stream().flatMap(batch -> table.of(batch).stream()).toList();
    }
}
