package org.fhirriver.extractor.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The transactions whose changes PostgreSQL shows to a reader: its snapshot.
 *
 * @param earliest all transactions before this one have ended
 * @param next the first one that had not begun
 * @param running those in between that had not ended
 */
public record VisibleTransactions(long earliest, long next, Set<Long> running) {

    private static final long HALF = 1L << 31;
    private static final long WHOLE = 1L << 32;

    public VisibleTransactions {
        running = Set.copyOf(running);
    }

    static Optional<VisibleTransactions> of(Connection connection) throws SQLException {
        if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CAST(txid_current_snapshot() AS text)")) {
            return row.next() ? Optional.of(parse(row.getString(1))) : Optional.empty();
        } finally {
            // The next look has to be at another snapshot, whatever the isolation.
            connection.rollback();
        }
    }

    /** Reads PostgreSQL's own text, as {@code 770:774:771,772}. */
    static VisibleTransactions parse(String text) {
        String[] parts = text.split(":", -1);
        Set<Long> running = parts[2].isEmpty()
                ? Set.of()
                : Arrays.stream(parts[2].split(",")).map(Long::valueOf).collect(Collectors.toSet());
        return new VisibleTransactions(Long.parseLong(parts[0]), Long.parseLong(parts[1]), running);
    }

    /**
     * Whether the changes of a transaction that the log has told of are shown.
     *
     * @param number its number of 32 bits, as it stands in the log: the snapshot's has 64
     */
    public boolean isVisible(long number) {
        long whole = next - Math.floorMod(next, WHOLE) + number;
        if (whole - next > HALF) {
            whole -= WHOLE;
        } else if (next - whole > HALF) {
            whole += WHOLE;
        }
        return whole < earliest || (whole < next && !running.contains(whole));
    }
}
