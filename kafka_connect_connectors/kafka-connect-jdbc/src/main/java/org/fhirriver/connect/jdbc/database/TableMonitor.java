package org.fhirriver.connect.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.fhirriver.connect.jdbc.settings.DatabaseSettings;
import org.fhirriver.connect.jdbc.settings.TableId;
import org.fhirriver.connect.jdbc.settings.TableSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again which tables there are, and has the tasks made anew when that has changed. */
public final class TableMonitor implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TableMonitor.class);

    private final Database database;
    private final DatabaseSettings settings;
    private final Tables tables;
    private final long intervalMillis;
    private final ConnectorContext context;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "jdbc-table-monitor");

    private volatile List<TableId> known = List.of();
    private volatile boolean askedFor;
    private volatile @Nullable ConnectException failure;

    public TableMonitor(Database database, DatabaseSettings settings, TableSettings tables, ConnectorContext context) {
        this.database = database;
        this.settings = settings;
        this.tables = new Tables(tables, database.dialect());
        this.intervalMillis = tables.interval().toMillis();
        this.context = context;
        thread.setDaemon(true);
    }

    /** Starts to look, and waits for the first look to end, but no longer than the patience; throws if it failed. */
    public void start(long patienceMillis) {
        thread.start();
        try {
            if (!looked.await(patienceMillis, TimeUnit.MILLISECONDS)) {
                log.warn("The tables are not known after {} ms; the tasks follow when they are", patienceMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        askedFor = true;
        ConnectException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    /** The tables that were found last. */
    public List<TableId> tables() {
        return known;
    }

    private void run() {
        int failures = 0;
        do {
            try {
                publish(look());
                failures = 0;
            } catch (SQLException e) {
                failures++;
                if (failures >= settings.attempts() || Failures.isFinal(e)) {
                    fail(Failures.exception("Looking for tables", e));
                    return;
                }
                log.warn(
                        "{}; attempt {} of {}",
                        Failures.describe("Looking for tables", e),
                        failures,
                        settings.attempts());
            }
        } while (!pause(failures > 0 ? settings.backoff().toMillis() : intervalMillis));
    }

    private List<TableId> look() throws SQLException {
        try (Connection connection = database.open()) {
            List<TableId> found = tables.find(connection);
            connection.rollback();
            return found;
        }
    }

    private void publish(List<TableId> found) {
        boolean first = looked.getCount() > 0;
        boolean changed = !found.equals(known);
        known = found;
        looked.countDown();
        if (found.isEmpty() && first) {
            log.warn("No table fits the configuration; they are looked for again");
        } else if (changed) {
            log.info("Tables to read: {}", found);
        }
        if (changed && askedFor) {
            context.requestTaskReconfiguration();
        }
    }

    private void fail(ConnectException reason) {
        failure = reason;
        looked.countDown();
        if (askedFor) {
            context.raiseError(reason);
        }
    }

    private boolean pause(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
