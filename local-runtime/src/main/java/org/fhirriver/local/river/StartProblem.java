package org.fhirriver.local.river;

/** Why the river does not start, in one line for a person. */
public final class StartProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** A problem and the exit status that tells of it. */
    public StartProblem(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The exit status that tells of it. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
