package org.fhirriver.connect.sftp.rows;

/** A row or a header that cannot be read; the message says why without its content. */
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1;

    Unreadable(String problem) {
        super(problem, null, false, false);
    }

    /** What is wrong. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
