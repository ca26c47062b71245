package org.fhirriver.mapping.record;

import java.util.Optional;

/** Reads the messages of a change topic. */
public final class ChangeReader {

    private ChangeReader() {}

    /**
     * The change event that a message's value is; empty when the value is JSON of another kind.
     *
     * @throws UnreadableChangeException when the value is no JSON object
     */
    public static Optional<ChangeEvent> read(byte[] json) throws UnreadableChangeException {
        try {
            return ChangeEvent.of(JsonValues.object(json));
        } catch (NotReadable e) {
            throw new UnreadableChangeException(e.reason());
        }
    }

    /** The bytes are no change event; the message says why, without any value. */
    public static final class UnreadableChangeException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableChangeException(String reason) {
            super(reason, null, false, false);
        }

        /** Why, as a sentence. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
