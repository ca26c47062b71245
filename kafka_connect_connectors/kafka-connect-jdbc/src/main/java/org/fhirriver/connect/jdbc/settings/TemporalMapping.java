package org.fhirriver.connect.jdbc.settings;

/** How dates, times and timestamps are represented: as Connect's numbers, or as ISO 8601 text with all their digits. */
public enum TemporalMapping {
    CONNECT_LOGICAL("connect_logical"),
    ISO_TEXT("iso_text");

    private final String text;

    TemporalMapping(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
