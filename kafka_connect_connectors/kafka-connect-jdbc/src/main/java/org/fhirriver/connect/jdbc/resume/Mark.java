package org.fhirriver.connect.jdbc.resume;

import java.time.Duration;
import java.time.Instant;
import org.fhirriver.connect.jdbc.dialect.Sight;

/**
 * What one read leaves behind: transactions that started after it write behind its position only.
 *
 * @param next the number that transactions have that started later, or a greater one
 * @param takenAt when the read began, by the database's clock
 * @param position how far it got
 */
record Mark(long next, Instant takenAt, Position position) {

    /** Whether everything up to the position is known to be visible to a read that begins with a sight. */
    boolean isSettledFor(Sight sight, Duration overlap) {
        return next <= sight.oldestOpen() && !takenAt.plus(overlap).isAfter(sight.now());
    }
}
