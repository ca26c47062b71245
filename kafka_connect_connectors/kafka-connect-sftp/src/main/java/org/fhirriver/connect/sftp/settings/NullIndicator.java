package org.fhirriver.connect.sftp.settings;

/** Which empty fields are null; the others are empty text. */
public enum NullIndicator {
    NEITHER,
    /** {@code a,,b}. */
    EMPTY_SEPARATORS,
    /** {@code a,"",b}. */
    EMPTY_QUOTES,
    BOTH;

    /** Whether an empty field is null. */
    public boolean isNull(boolean quoted) {
        return this == BOTH || this == (quoted ? EMPTY_QUOTES : EMPTY_SEPARATORS);
    }
}
