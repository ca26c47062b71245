package org.fhirriver.messages;

import java.util.Optional;

/** What happened to a record at its source, with Debezium's letters. */
public enum Operation {
    /** The row was inserted. */
    CREATE("c"),
    /** The row was changed. */
    UPDATE("u"),
    /** The row is gone; the message has no value. */
    DELETE("d"),
    /** The row was read as it stands: by a batch, a single call or a snapshot. */
    READ("r");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    /** The letter on the bus. */
    public String code() {
        return code;
    }

    /** The operation of a letter. */
    public static Optional<Operation> of(String code) {
        for (Operation operation : values()) {
            if (operation.code.equals(code)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
