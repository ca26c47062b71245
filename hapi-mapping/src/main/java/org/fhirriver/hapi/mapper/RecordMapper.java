package org.fhirriver.hapi.mapper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/** Turns the records of one pipeline into resources. */
public interface RecordMapper extends AutoCloseable {

    /**
     * Maps a record.
     *
     * @throws Unreachable when something outside is away: the record is to be mapped again later
     */
    Result map(Incoming record) throws Unreachable;

    /**
     * Begins to map a record whose turn has not come, so that waits for something outside overlap; most mappers begin
     * when they are asked for the result.
     */
    default InHand begin(Incoming record) {
        return () -> map(record);
    }

    /** How many records it is worth to begin ahead of the one whose turn it is. */
    default int ahead() {
        return 0;
    }

    /** Whether records may be mapped before their turn has come, on any thread: nobody else is asked about them. */
    default boolean mapsAhead() {
        return false;
    }

    /** How long a record can take at most, where it can take long; whoever has a time limit keeps so much free. */
    default Duration longest() {
        return Duration.ZERO;
    }

    /**
     * The resources that a record's key alone tells of, whether they exist or not.
     *
     * @param keyColumns the key columns with their values, or the whole record
     */
    List<ResourceKey> ids(Map<String, @Nullable Object> keyColumns);

    /** Whether {@link #ids} of the key columns are all resources that a record can become. */
    boolean idsFollowFromTheKey();

    /** Gives back what the mapper holds; it maps nothing any more. */
    @Override
    default void close() {}

    /** A record that is being mapped. */
    @FunctionalInterface
    interface InHand {

        /** Waits for the result. */
        Result result() throws Unreachable;

        /** Gives up a result that nobody waits for any more. */
        default void cancel() {}
    }
}
