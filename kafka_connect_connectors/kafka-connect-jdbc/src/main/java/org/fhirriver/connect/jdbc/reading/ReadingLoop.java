package org.fhirriver.connect.jdbc.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.fhirriver.connect.jdbc.database.Database;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.kit.reading.Batch;
import org.fhirriver.connect.kit.reading.BatchReader;

/** Reads the tables of one task in turn, each again when its time has come. */
public final class ReadingLoop implements BatchReader {

    /** Connect wants to be asked often whether it has other plans for the task. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final JdbcSettings settings;
    private final Session session;
    private final Retries retries;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final long start = System.nanoTime();
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingLong(Turn::atNanos));
    private long pausedUntilNanos;

    /** When a table is read next, in nanoseconds since the start. */
    private record Turn(long atNanos, TableReader reader) {}

    public ReadingLoop(JdbcSettings settings, Database database, List<TableReader> readers) {
        this.settings = settings;
        this.session = new Session(database);
        this.retries = new Retries(settings.database());
        readers.forEach(reader -> turns.add(new Turn(0, reader)));
    }

    @Override
    public Batch next() throws InterruptedException {
        Turn turn = turns.peek();
        long now = System.nanoTime() - start;
        long due = turn == null ? Long.MAX_VALUE : Math.max(turn.atNanos(), pausedUntilNanos);
        if (turn == null || due > now) {
            stopped.await(Math.min(due - now, LONGEST_WAIT_NANOS), TimeUnit.NANOSECONDS);
            return Batch.NONE;
        }
        return isStopped() ? Batch.NONE : read(turn);
    }

    private Batch read(Turn turn) {
        if (!session.isOpen() && !connect()) {
            return Batch.NONE;
        }
        TableReader reader = turn.reader();
        try {
            Connection connection = session.connection();
            List<SourceRecord> records = reader.next(connection, settings.batchRows());
            retries.succeeded();
            boolean ended = !reader.isReading();
            if (ended) {
                turns.remove(turn);
                long next = System.nanoTime() - start + settings.pollInterval().toNanos();
                turns.add(new Turn(next, reader));
            }
            return new Batch(records, ended);
        } catch (SQLException e) {
            session.close();
            reader.abandon();
            if (!isStopped()) {
                pause(retries.readFailed(reader.source(), e));
            }
            return Batch.NONE;
        }
    }

    private boolean connect() {
        try {
            session.connection();
            retries.connected();
            return true;
        } catch (SQLException e) {
            pause(retries.connectFailed(e));
            return false;
        }
    }

    private void pause(Duration duration) {
        pausedUntilNanos = System.nanoTime() - start + duration.toNanos();
    }

    @Override
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    @Override
    public void close() {
        stopped.countDown();
        session.close();
    }
}
