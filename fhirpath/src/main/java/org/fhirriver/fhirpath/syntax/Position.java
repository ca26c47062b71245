package org.fhirriver.fhirpath.syntax;

/**
 * A place in the text of an expression.
 *
 * @param offset how many characters stand before it
 * @param line the line, from 1
 * @param column the place in the line, from 1
 */
public record Position(int offset, int line, int column) {

    /** The first character. */
    public static final Position START = new Position(0, 1, 1);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
