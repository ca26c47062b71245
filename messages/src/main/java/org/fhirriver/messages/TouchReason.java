package org.fhirriver.messages;

import java.util.Optional;

/** Why the record of a key is to be read again. */
public enum TouchReason {
    /** A row that leads to it has changed. */
    CHANGE("change"),
    /** A row that leads to it stands in a snapshot. */
    SNAPSHOT("snapshot"),
    /** A query found it for a row that has changed. */
    QUERY("query"),
    /** A connector delivered a row of it, which is not the whole record. */
    CONNECTOR("connector"),
    /** A change event did not have all of its values. */
    INCOMPLETE("incomplete"),
    /** A moment has come at which it changes by itself. */
    DUE("due"),
    /** Not one key, but all of the pipeline: a table that leads to it was emptied. */
    TRUNCATE("truncate"),
    /** Not one key, but all of the pipeline: changes may have been missed. */
    GAP("gap");

    private final String code;

    TouchReason(String code) {
        this.code = code;
    }

    /** Whether all of the pipeline is meant, and what is gone is to be deleted. */
    public boolean isOfAllKeys() {
        return this == TRUNCATE || this == GAP;
    }

    /** The reason's name on the bus and in metrics. */
    public String code() {
        return code;
    }

    /** The reason of a name. */
    public static Optional<TouchReason> of(String code) {
        for (TouchReason reason : values()) {
            if (reason.code.equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
