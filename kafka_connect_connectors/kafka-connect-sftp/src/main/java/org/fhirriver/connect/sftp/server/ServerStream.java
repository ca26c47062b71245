package org.fhirriver.connect.sftp.server;

import java.io.IOException;
import java.io.InputStream;

/** A file's bytes as they come from the server; what goes wrong on the way is told from what is wrong in the file. */
final class ServerStream extends InputStream {

    private static final int SIZE = 128 * 1024;

    private final InputStream stream;
    private final String path;
    private final byte[] buffer = new byte[SIZE];
    private int next;
    private int end;
    private boolean ended;

    ServerStream(InputStream stream, String path) {
        this.stream = stream;
        this.path = path;
    }

    @Override
    public int read() throws IOException {
        return available() == 0 ? -1 : buffer[next++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = Math.min(available(), length);
        if (count == 0) {
            return -1;
        }
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    /** Waits for bytes when there are none; 0 is the end. A gzip with several members is read to its end by this. */
    @Override
    public int available() throws IOException {
        try {
            while (next == end && !ended) {
                next = 0;
                end = Math.max(stream.read(buffer, 0, SIZE), 0);
                ended = end == 0;
            }
            return end - next;
        } catch (IOException e) {
            throw new ConnectionLost("Reading " + path, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } catch (IOException e) {
            throw new ConnectionLost("Closing " + path, e);
        }
    }
}
