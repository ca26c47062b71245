package org.fhirriver.fhirpath.value;

/** How much work an evaluation may still do, so that no expression can hang. */
public final class Steps {

    private final long limit;
    private long left;

    /** Allows so many steps. */
    public Steps(long limit) {
        this.limit = limit;
        this.left = limit;
    }

    /** One step more. */
    public void take() {
        if (--left < 0) {
            exhausted();
        }
    }

    /** Some steps more. */
    public void take(long steps) {
        left -= steps;
        if (left < 0) {
            exhausted();
        }
    }

    private void exhausted() {
        throw new ValueProblem("The expression takes more than " + limit + " steps");
    }
}
