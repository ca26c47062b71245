package org.fhirriver.mapping.source;

/**
 * A place in a file that a person wrote.
 *
 * @param file the file's path as the reader was given it
 * @param line from 1
 * @param column from 1, in characters as an editor counts them
 */
public record Position(String file, int line, int column) {

    /** The beginning of a file, for problems that concern all of it. */
    public static Position startOf(String file) {
        return new Position(file, 1, 1);
    }

    /** A problem at this place. */
    public Problem problem(String message) {
        return new Problem(file, line, column, message);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
