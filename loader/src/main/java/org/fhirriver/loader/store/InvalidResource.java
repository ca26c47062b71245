package org.fhirriver.loader.store;

/** A message of a FHIR topic is not a resource that can be stored; the message says why without any of its values. */
final class InvalidResource extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    InvalidResource(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
