package org.fhirriver.connect.sftp.server;

import java.io.IOException;

/** The server answers, but not as the configuration needs it; trying again does not help. */
public final class Refused extends IOException {

    private static final long serialVersionUID = 1;

    /** What a person has to look at. */
    public enum Reason {
        /** The server's key is not the known one. */
        HOST_KEY,
        /** The server does not let the user in. */
        LOGIN,
        /** There is no such file or folder, or the user may not do that with it. */
        FILE
    }

    private final Reason reason;

    Refused(Reason reason, String message, IOException cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What a person has to look at. */
    public Reason reason() {
        return reason;
    }
}
