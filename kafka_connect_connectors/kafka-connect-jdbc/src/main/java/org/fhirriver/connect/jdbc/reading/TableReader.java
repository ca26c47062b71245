package org.fhirriver.connect.jdbc.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Reads one table or query again and again, some rows at a time. */
public interface TableReader {

    /** What is read. */
    Source source();

    /**
     * Gives the next records, and begins a new read when the last one is over.
     *
     * @return no more than asked for; fewer when the read is over
     */
    List<SourceRecord> next(Connection connection, int most) throws SQLException;

    /** Whether a read has begun that is not over. */
    boolean isReading();

    /** Forgets the read that is under way, whose connection is lost; the next one begins where its records end. */
    void abandon();
}
