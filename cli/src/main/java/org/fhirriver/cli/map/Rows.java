package org.fhirriver.cli.map;

import java.io.IOException;
import java.util.Optional;
import org.fhirriver.mapping.record.RecordReading;

/** The rows of a file, one after the other, in memory that does not grow with their number. */
interface Rows extends AutoCloseable {

    /**
     * A row as a record.
     *
     * @param line where it begins in the file, from 1
     * @param reading the record, or why it is none
     */
    record Row(long line, RecordReading reading) {}

    /** The next row; empty at the end. */
    Optional<Row> next() throws IOException;

    @Override
    void close() throws IOException;
}
