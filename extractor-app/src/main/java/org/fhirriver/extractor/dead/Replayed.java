package org.fhirriver.extractor.dead;

/**
 * What became of dead letters that were to be replayed.
 *
 * @param replayed messages that are on their way again
 * @param overtaken letters that a newer state of their key has overtaken; they are settled by that
 * @param left letters that cannot be replayed: rows without a key, or of a pipeline that is not known here
 * @param more whether there are more than are replayed at one time
 */
public record Replayed(long replayed, long overtaken, long left, boolean more) {

    static final Replayed NOTHING = new Replayed(0, 0, 0, false);

    /** Both together. */
    public Replayed plus(Replayed other) {
        return new Replayed(
                replayed + other.replayed, overtaken + other.overtaken, left + other.left, more || other.more);
    }

    /** Whether anything was settled, so that another call may do more. */
    public boolean hasDoneAnything() {
        return replayed + overtaken > 0;
    }
}
