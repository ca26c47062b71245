package org.fhirriver.mapping.record;

/** A value that is not what it should be; becomes a {@link RecordReading.Refused} before it leaves the package. */
final class NotReadable extends Exception {

    private static final long serialVersionUID = 1L;

    NotReadable(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
