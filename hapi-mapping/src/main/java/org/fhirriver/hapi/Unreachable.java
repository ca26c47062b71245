package org.fhirriver.hapi;

/**
 * Something outside that a record needs is away: the record is not rejected but tried again, with growing pauses and
 * without limit, and nothing behind it in its partition overtakes it.
 */
public final class Unreachable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String why;

    /**
     * An outage.
     *
     * @param what the name of what is away, as {@code the terminology server}
     * @param why what happened, in words and without any value of the record: it is logged
     */
    public Unreachable(String what, String why) {
        super(why);
        this.what = what;
        this.why = why;
    }

    /** The name of what is away. */
    public String what() {
        return what;
    }

    /** What happened, in words. */
    public String why() {
        return why;
    }
}
