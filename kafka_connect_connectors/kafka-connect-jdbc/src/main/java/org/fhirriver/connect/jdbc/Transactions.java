package org.fhirriver.connect.jdbc;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/**
 * Ends Kafka's transactions where the configuration leaves that to the connector: with every read of a table, and within
 * a long one often enough that nobody waits and seldom enough that it costs little.
 */
final class Transactions {

    private static final int MOST_RECORDS = 50_000;
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final @Nullable TransactionContext context;
    private int records;
    private long beganNanos;

    /**
     * The transactions of a task.
     *
     * @param context null when someone else ends them
     */
    Transactions(@Nullable TransactionContext context) {
        this.context = context;
    }

    /** Takes note of the records that are handed over now. */
    void add(int count, boolean lastOfRead) {
        if (context == null || records + count == 0) {
            return;
        }
        if (records == 0) {
            beganNanos = System.nanoTime();
        }
        records += count;
        if (lastOfRead || records >= MOST_RECORDS || System.nanoTime() - beganNanos >= LONGEST_NANOS) {
            context.commitTransaction();
            records = 0;
        }
    }
}
