package org.fhirriver.fhirpath.syntax;

/** Says what is wrong with the text of an expression, and where. */
public final class InvalidExpression extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Position position;
    private final String problem;

    /** A problem at a place. */
    public InvalidExpression(Position position, String problem) {
        super(position + ": " + problem, null, false, true);
        this.position = position;
        this.problem = problem;
    }

    /** Where the problem is. */
    public Position position() {
        return position;
    }

    /** The problem without its place. */
    public String problem() {
        return problem;
    }
}
