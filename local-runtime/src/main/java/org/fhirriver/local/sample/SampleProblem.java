package org.fhirriver.local.sample;

/** Rows that cannot be loaded, for a reason that a person can mend; the message holds no value of a row. */
public final class SampleProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A problem, told in a sentence without its full stop. */
    public SampleProblem(String message) {
        super(message);
    }
}
