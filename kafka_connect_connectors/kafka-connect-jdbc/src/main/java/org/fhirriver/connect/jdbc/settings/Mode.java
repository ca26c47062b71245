package org.fhirriver.connect.jdbc.settings;

import org.fhirriver.connect.kit.settings.Choices;

/** How new and changed rows are told from those that were read before. */
public enum Mode {
    BULK("bulk"),
    INCREMENTING("incrementing"),
    TIMESTAMP("timestamp"),
    TIMESTAMP_INCREMENTING("timestamp+incrementing");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    static Mode of(String text) {
        return Choices.of(values(), text);
    }

    /** Whether an incrementing column is read. */
    public boolean usesId() {
        return this == INCREMENTING || this == TIMESTAMP_INCREMENTING;
    }

    /** Whether timestamp columns are read. */
    public boolean usesTimestamp() {
        return this == TIMESTAMP || this == TIMESTAMP_INCREMENTING;
    }

    @Override
    public String toString() {
        return text;
    }
}
