package org.fhirriver.extractor.source;

/** The children of the records in hand take too much memory together; fewer records at once will do. */
final class TooMuchAtOnceException extends Exception {

    private static final long serialVersionUID = 1L;

    TooMuchAtOnceException() {
        super("The children of the records in hand take too much memory together", null, false, false);
    }
}
