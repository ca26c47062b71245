package org.fhirriver.mapping.value;

/** Says that a value does not fit its element; never holds the value itself. */
public final class Unfit extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String below;

    /** A value does not fit for the reason that completes "the value …". */
    public Unfit(String reason) {
        this(reason, "");
    }

    private Unfit(String reason, String below) {
        super(reason, null, false, false);
        this.below = below;
    }

    /** A value of that kind cannot become one of the type. */
    static Unfit type(Object value, String type) {
        return new Unfit(Kinds.of(value) + " does not convert to " + type);
    }

    /** The same, seen from the object whose field the value was. */
    Unfit in(String field) {
        return new Unfit(reason(), "." + field + below);
    }

    /** Why. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The path from the element that was being written to the one that is at fault: empty, or with a dot before it. */
    public String below() {
        return below;
    }
}
