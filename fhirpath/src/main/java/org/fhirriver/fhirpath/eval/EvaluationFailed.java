package org.fhirriver.fhirpath.eval;

import org.fhirriver.fhirpath.syntax.Position;

/** Says why an expression has no result for its input, and where in the expression; never tells the data. */
public final class EvaluationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Position position;
    private final String problem;

    /** A problem at a place. */
    public EvaluationFailed(Position position, String problem) {
        super(position + ": " + problem, null, false, false);
        this.position = position;
        this.problem = problem;
    }

    /** Where in the expression the problem is. */
    public Position position() {
        return position;
    }

    /** The problem without its place. */
    public String problem() {
        return problem;
    }
}
