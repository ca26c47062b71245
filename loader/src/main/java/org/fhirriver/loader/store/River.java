package org.fhirriver.loader.store;

/** The names of what the loader adds to a document, and of its side collection. */
public final class River {

    /** The field of a document that says where its state comes from. */
    public static final String FIELD = "_river";

    /** The collection of what is known of deleted resources. */
    public static final String TOMBSTONES = "_river.tombstones";

    static final String OFFSET = FIELD + ".offset";
    static final String HASH = FIELD + ".hash";
    static final String STALE = FIELD + ".stale";
    static final String VERSION = "meta.versionId";

    private River() {}
}
