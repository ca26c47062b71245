package org.fhirriver.hapi.structuremap;

/** A record does not fit its map; carries the reason out of HAPI's engine, which wraps what is thrown in it. */
final class NotMappableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * A reason.
     *
     * @param reason why, without any value of the record
     */
    NotMappableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
