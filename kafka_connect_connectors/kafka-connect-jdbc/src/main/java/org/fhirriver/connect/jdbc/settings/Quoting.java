package org.fhirriver.connect.jdbc.settings;

/** Whether names stand in quotes in the SQL that the connector writes. */
public enum Quoting {
    ALWAYS("always"),
    NEVER("never");

    private final String text;

    Quoting(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
