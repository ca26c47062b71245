package org.fhirriver.extractor.source;

import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a statement from another thread, but never the next one of the same connection. */
final class Cancellation implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    private final Statement statement;
    private boolean over;

    Cancellation(Statement statement) {
        this.statement = statement;
    }

    @Override
    public synchronized void run() {
        if (over) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            log.warn("A statement could not be cancelled; it ends by itself");
        }
    }

    /** From now on there is nothing to cancel. */
    @Override
    public synchronized void close() {
        over = true;
    }
}
