package org.fhirriver.connect.jdbc.dialect;

import java.time.Instant;

/**
 * What a database says of its transactions at the moment a read begins.
 *
 * <p>Transactions have numbers that grow with their start: PostgreSQL's own, or the time where the database has no
 * others.
 *
 * @param oldestOpen every transaction below this number has ended, and the read sees what it wrote
 * @param next transactions that start from now on get at least this number
 * @param informed whether the database told; without that, no transaction is taken to be open
 * @param now the database's clock
 */
public record Sight(long oldestOpen, long next, boolean informed, Instant now) {

    /** The sight of a database that does not tell. */
    static Sight uninformed(Instant now) {
        return new Sight(Long.MAX_VALUE, Long.MIN_VALUE, false, now);
    }

    /** Whether a transaction that had a number when the read began may still write what the read does not see. */
    public boolean hasOpen() {
        return informed && oldestOpen < next;
    }
}
