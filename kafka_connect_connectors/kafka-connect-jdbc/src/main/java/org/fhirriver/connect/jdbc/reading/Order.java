package org.fhirriver.connect.jdbc.reading;

import java.time.Instant;
import java.util.function.Supplier;
import org.fhirriver.connect.jdbc.resume.Position;
import org.fhirriver.connect.jdbc.rows.RowReader;

/** The order that rows are read in, by which new ones are told. */
interface Order {

    /** What stands behind ORDER BY. */
    String sql();

    /** The rows behind a position that are old enough to be read at a moment. */
    Condition behind(Position position, Instant end);

    /** The rows behind one position up to another, the latter among them. */
    Condition between(Position from, Position to);

    /** Gives the position of a reader's current row. */
    Supplier<Position> positions(RowReader reader);

    /** Whether several rows can have one position, so that a position is reached only when the next one is. */
    boolean hasTies();
}
