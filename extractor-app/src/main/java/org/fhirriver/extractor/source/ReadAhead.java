package org.fhirriver.extractor.source;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads the children of some rows while the rows before them become records and the next ones are read: the database and
 * this process work at the same time. Rows leave in their order.
 */
final class ReadAhead implements AutoCloseable {

    private final RecordAssembly assembly;
    private final Records taker;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "children");
        made.setDaemon(true);
        return made;
    });
    private @Nullable Rows pending;
    private @Nullable Future<List<ChildLoader.Loaded>> loading;

    /** Rows that are handed over together, those that are no records, and where reading goes on behind them. */
    record Rows(
            List<Row> rows,
            List<RefusedRow> refused,
            @Nullable String position) {

        Rows {
            rows = List.copyOf(rows);
            refused = List.copyOf(refused);
        }
    }

    /** Takes rows with their children. */
    interface Records {

        /** Takes the next ones, and says whether to go on. */
        boolean take(Rows rows, List<ChildLoader.Loaded> children) throws SourceException;
    }

    ReadAhead(RecordAssembly assembly, Records taker) {
        this.assembly = assembly;
        this.taker = taker;
    }

    /** Rows were read, and others follow; says whether to go on. */
    boolean add(Rows rows) throws SQLException, SourceException, TooMuchAtOnceException {
        if (!assembly.hasChildren()) {
            return taker.take(rows, List.of());
        }
        List<ChildLoader.Loaded> before = pending == null ? List.of() : children();
        Rows ready = pending;
        pending = rows;
        loading = thread.submit(() -> assembly.load(rows.rows()));
        return ready == null || taker.take(ready, before);
    }

    /** Hands over what is left, and the last rows. */
    void end(Rows last) throws SQLException, SourceException, TooMuchAtOnceException {
        Rows ready = pending;
        if (ready != null) {
            List<ChildLoader.Loaded> children = children();
            pending = null;
            if (!taker.take(ready, children)) {
                return;
            }
        }
        if (last.rows().size() + last.refused().size() > 0) {
            taker.take(last, assembly.load(last.rows()));
        }
    }

    private List<ChildLoader.Loaded> children() throws SQLException, TooMuchAtOnceException {
        Future<List<ChildLoader.Loaded>> asked = loading;
        loading = null;
        if (asked == null) {
            throw new IllegalStateException("No children are being read");
        }
        try {
            return result(asked);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            if (e.getCause() instanceof TooMuchAtOnceException tooMuch) {
                throw tooMuch;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** Waits through interrupts, as a driver does: the connection is free for others only then. */
    private static <T> T result(Future<T> asked) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return asked.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for what is in hand, which nobody takes any more. */
    @Override
    @SuppressWarnings("EmptyCatch")
    public void close() {
        if (loading != null) {
            try {
                var unused = result(loading);
            } catch (ExecutionException e) {
                // The failure that ends the reading is told already, or it ends as it should.
            }
        }
        thread.shutdown();
    }
}
