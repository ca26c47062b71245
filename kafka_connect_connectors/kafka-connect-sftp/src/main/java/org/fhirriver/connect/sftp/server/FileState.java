package org.fhirriver.connect.sftp.server;

import java.time.Instant;

/**
 * A file as it is at one moment; when it is written, its state is another one.
 *
 * @param path the whole path on the server
 */
public record FileState(String path, long size, Instant modified) {

    /** The name without the folders. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
