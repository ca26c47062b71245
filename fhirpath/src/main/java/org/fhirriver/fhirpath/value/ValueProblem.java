package org.fhirriver.fhirpath.value;

/**
 * Says that an operation cannot be done on its values; whoever calls the operation knows where it stands and adds the
 * position. The message never holds the data itself.
 */
public final class ValueProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;

    /** A problem that a sentence describes, without the data. */
    public ValueProblem(String message) {
        super(message, null, false, false);
        this.problem = message;
    }

    /** The sentence. */
    public String problem() {
        return problem;
    }
}
