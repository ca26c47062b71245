package org.fhirriver.extractor.source;

/** A single call asks for more records than it can answer with. */
public final class TooManyRecordsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyRecordsException(int most) {
        super("More than %d records match; a batch with a filter reads any number".formatted(most));
    }
}
