package org.fhirriver.loader.store;

/**
 * What the store did with a state.
 *
 * @param state the state
 * @param kind what was done
 * @param reason why it was refused, in words and without any value of the resource; empty otherwise
 */
public record Outcome(ResourceState state, Kind kind, String reason) {

    /** What can be done with a state. */
    public enum Kind {
        /** The document was written. */
        LOADED,
        /** The stored document has the same content; it was left as it is. */
        UNCHANGED,
        /** The document was deleted, or there was none. */
        DELETED,
        /** A newer state of the resource is there. */
        SUPERSEDED,
        /** MongoDB cannot hold the document. */
        REFUSED
    }

    static Outcome of(ResourceState state, Kind kind) {
        return new Outcome(state, kind, "");
    }

    static Outcome refused(ResourceState state, String reason) {
        return new Outcome(state, Kind.REFUSED, reason);
    }
}
