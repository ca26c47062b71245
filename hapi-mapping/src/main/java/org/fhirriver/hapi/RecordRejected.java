package org.fhirriver.hapi;

import java.util.Optional;

/** The record cannot be taken: it goes to the dead-letter topic with this reason. */
public final class RecordRejected extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Optional<String> element;

    /**
     * A reason of a hook's own.
     *
     * @param reason why, in words and without any value of the record: it is logged and counted
     */
    public RecordRejected(String reason) {
        this(reason, Optional.empty());
    }

    /**
     * A reason that concerns one element.
     *
     * @param element the element's path, as {@code Encounter.period.start}
     */
    public RecordRejected(String reason, Optional<String> element) {
        super(reason);
        this.reason = reason;
        this.element = element;
    }

    /** Why, in words. */
    public String reason() {
        return reason;
    }

    /** The path of the element that could not be written, where there is one. */
    public Optional<String> element() {
        return element;
    }
}
