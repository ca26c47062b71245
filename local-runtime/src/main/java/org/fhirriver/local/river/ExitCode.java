package org.fhirriver.local.river;

/** What the command's exit status tells. */
public enum ExitCode {
    /** All is well. */
    OK(0, "all went well"),
    /** The batch ended with something rejected or failed. */
    NOT_ALL_LOADED(1, "something was rejected or failed"),
    /** The command line is wrong; picocli's own status for it. */
    USAGE(2, "the command line is wrong"),
    /** A port is in use. */
    PORT_IN_USE(3, "a port is in use"),
    /** The river runs already, or does not and should. */
    RUNNING(4, "the river runs already, or has to run and does not"),
    /** There is too little disk. */
    DISK(5, "too little disk"),
    /** A part does not start. */
    DOES_NOT_START(6, "a part of the river does not start"),
    /** Rows cannot be loaded. */
    SAMPLE(7, "a sample or an export cannot be loaded");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    /** The process's exit status. */
    public int status() {
        return status;
    }

    /** What it tells, for the help text. */
    public String meaning() {
        return meaning;
    }
}
