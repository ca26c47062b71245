package org.fhirriver.extractor.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that were read one after the other, in the order of their keys.
 *
 * @param records the records
 * @param refused the rows among them that are no records
 * @param position where to go on reading after this chunk; null when no row in it had a key
 * @param readAt when the database was asked
 */
public record Chunk(
        List<SourceRecord> records,
        List<RefusedRow> refused,
        @Nullable String position,
        Instant readAt) {

    public Chunk {
        records = List.copyOf(records);
        refused = List.copyOf(refused);
    }

    /** How many records were read: those that are refused count as one each. */
    public int size() {
        return records.size() + refused.size();
    }

    /** The first records and the first refused rows, so many of each at most. */
    public Chunk first(int most) {
        return new Chunk(
                records.subList(0, Math.min(most, records.size())),
                refused.subList(0, Math.min(most, refused.size())),
                position,
                readAt);
    }

    /** Takes chunks while a source is read. */
    @FunctionalInterface
    public interface Sink {

        /** Takes the next chunk and says whether to go on reading. */
        boolean take(Chunk chunk) throws SourceException;

        /**
         * The database is being asked.
         *
         * @param cancel ends that from another thread, once it is taking too long
         */
        default void asking(Runnable cancel) {}
    }
}
