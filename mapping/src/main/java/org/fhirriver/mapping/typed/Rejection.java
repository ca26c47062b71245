package org.fhirriver.mapping.typed;

import org.fhirriver.mapping.source.Position;

/** Says why a record cannot become the resource of a template; thrown within the engine, a value outside of it. */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String element;
    private final transient Position position;

    public Rejection(String element, String reason, Position position) {
        super(reason, null, false, false);
        this.element = element;
        this.position = position;
    }

    /** Why, without any value. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The path of the element: {@code Patient.name.given}. */
    public String element() {
        return element;
    }

    /** Where the template or expression stands. */
    public Position position() {
        return position;
    }
}
