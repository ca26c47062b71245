package org.fhirriver.connect.kit.reading;

/** Reads a source, batch after batch. */
public interface BatchReader extends AutoCloseable {

    /** The next records; none when a read found none, or after a short while in which no read was due. */
    Batch next() throws InterruptedException;

    /** Whether it was closed. */
    boolean isStopped();

    /** Ends what is going on, also a read that waits for the source. */
    @Override
    void close();
}
