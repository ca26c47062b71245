package org.fhirriver.local.supervision;

/** A part ended several times before it was ever ready. */
public final class PartDoesNotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Part part;

    PartDoesNotStart(Part part, String reason) {
        super(part.title() + " does not start: " + reason);
        this.part = part;
    }

    /** The part; its log tells more. */
    public Part part() {
        return part;
    }
}
