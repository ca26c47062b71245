package org.fhirriver.connect.sftp.server;

import java.io.IOException;

/** The server does not answer any more, or not yet, or not as it does on other days. */
public final class ConnectionLost extends IOException {

    private static final long serialVersionUID = 1;

    ConnectionLost(String doing, IOException cause) {
        super(doing + " failed: " + cause.getClass().getSimpleName() + ", " + cause.getMessage(), cause);
    }
}
