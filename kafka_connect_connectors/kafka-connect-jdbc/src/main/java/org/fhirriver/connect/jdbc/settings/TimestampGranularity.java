package org.fhirriver.connect.jdbc.settings;

/** How timestamps are represented where {@code temporal.mapping} leaves them to Connect's own types. */
public enum TimestampGranularity {
    CONNECT_LOGICAL("connect_logical"),
    NANOS_LONG("nanos_long"),
    NANOS_STRING("nanos_string"),
    NANOS_ISO_DATETIME_STRING("nanos_iso_datetime_string");

    private final String text;

    TimestampGranularity(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
