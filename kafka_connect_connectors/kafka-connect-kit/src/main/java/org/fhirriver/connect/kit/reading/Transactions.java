package org.fhirriver.connect.kit.reading;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/**
 * Ends Kafka's transactions where the configuration leaves that to the connector: with every read that ends, and within
 * a long one often enough that nobody waits and seldom enough that it costs little.
 */
public final class Transactions {

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
    public Transactions(@Nullable TransactionContext context) {
        this.context = context;
    }

    /** Takes note of a batch that is handed over now. */
    public void add(Batch batch) {
        int count = batch.records().size();
        if (context == null || records + count == 0) {
            return;
        }
        if (records == 0) {
            beganNanos = System.nanoTime();
        }
        records += count;
        if (batch.endsRead() || records >= MOST_RECORDS || System.nanoTime() - beganNanos >= LONGEST_NANOS) {
            context.commitTransaction();
            records = 0;
        }
    }
}
