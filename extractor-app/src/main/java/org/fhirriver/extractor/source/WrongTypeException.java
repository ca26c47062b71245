package org.fhirriver.extractor.source;

/** A text that came with a request is no value of the column that it is to match. */
public final class WrongTypeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongTypeException(String column, String expected) {
        this("Column %s holds %s; the given value is none".formatted(column, expected));
    }

    private WrongTypeException(String message) {
        super(message);
    }

    static WrongTypeException noColumn(String hint) {
        return new WrongTypeException("The rows have no column of the name that the filter gives" + hint);
    }

    static WrongTypeException notParts(int columns) {
        return new WrongTypeException(
                "The value is a JSON array of %d texts, one a column, as [\"1\",\"2\"]".formatted(columns));
    }
}
