package org.fhirriver.mapping.source;

import java.util.Comparator;

/**
 * Something in a file that a person has to change.
 *
 * @param file the file's path
 * @param line from 1
 * @param column from 1
 * @param message what is wrong, and where it helps, what was meant
 */
public record Problem(String file, int line, int column, String message) implements Comparable<Problem> {

    private static final Comparator<Problem> IN_READING_ORDER = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    /** Where it is. */
    public Position position() {
        return new Position(file, line, column);
    }

    @Override
    public int compareTo(Problem other) {
        return IN_READING_ORDER.compare(this, other);
    }

    /** The form that editors and terminals make clickable. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
