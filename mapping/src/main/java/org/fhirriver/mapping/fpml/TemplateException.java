package org.fhirriver.mapping.fpml;

import org.fhirriver.mapping.source.Position;

/** A template that cannot be applied to its input; says why and where, never with what value. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Position position;

    public TemplateException(Position position, String message) {
        super(message, null, false, false);
        this.position = position;
    }

    /** Where in the template. */
    public Position position() {
        return position;
    }
}
