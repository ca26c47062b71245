package org.fhirriver.extractor.batch;

import java.util.Map;
import org.fhirriver.messages.LedgerEntry.Count;

/**
 * How many records and resources have come how far.
 *
 * @param extracted records that were read
 * @param mapped records that became resources
 * @param rejected records that could not be read or mapped, and stand in dead letters
 * @param published states of resources that were published
 * @param loaded documents that were written
 * @param unchanged states equal to the stored document
 * @param deleted documents deleted, or known to be gone
 * @param superseded states that a newer one overtook
 * @param dead states that the store refused
 */
public record Counts(
        long extracted,
        long mapped,
        long rejected,
        long published,
        long loaded,
        long unchanged,
        long deleted,
        long superseded,
        long dead) {

    /** Nothing yet. */
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Counts of(long extracted, Map<Count, Long> others) {
        return new Counts(
                extracted,
                others.getOrDefault(Count.MAPPED, 0L),
                others.getOrDefault(Count.REJECTED, 0L),
                others.getOrDefault(Count.PUBLISHED, 0L),
                others.getOrDefault(Count.LOADED, 0L),
                others.getOrDefault(Count.UNCHANGED, 0L),
                others.getOrDefault(Count.DELETED, 0L),
                others.getOrDefault(Count.SUPERSEDED, 0L),
                others.getOrDefault(Count.DEAD, 0L));
    }

    Counts plus(Counts other) {
        return new Counts(
                extracted + other.extracted,
                mapped + other.mapped,
                rejected + other.rejected,
                published + other.published,
                loaded + other.loaded,
                unchanged + other.unchanged,
                deleted + other.deleted,
                superseded + other.superseded,
                dead + other.dead);
    }

    /** Records that the transformer is done with. */
    long transformed() {
        return mapped + rejected;
    }

    /** States of resources that the loader is done with. */
    long stored() {
        return loaded + unchanged + deleted + superseded + dead;
    }

    /** Whether everything that was read is accounted for to the end. */
    boolean meet() {
        return extracted == transformed() && published == stored();
    }
}
