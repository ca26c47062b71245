package org.fhirriver.extractor.source;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What differs between databases.
 *
 * @param product the database's name, as its driver tells it
 * @param driver the driver's name
 * @param quote what stands around an identifier
 * @param nullsLast whether null comes after every value in ascending order
 */
record Dialect(String product, String driver, String quote, boolean nullsLast) {

    static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        return new Dialect(
                metadata.getDatabaseProductName(),
                metadata.getDriverName(),
                metadata.getIdentifierQuoteString().strip(),
                metadata.nullsAreSortedHigh() || metadata.nullsAreSortedAtEnd());
    }

    /** An identifier in the database's quotes. */
    String quoted(String identifier) {
        return quote.isEmpty() ? identifier : quote + identifier.replace(quote, quote + quote) + quote;
    }

    /** A table's name, each part of it in quotes. */
    String quotedPath(String table) {
        return Arrays.stream(table.split("\\.", -1)).map(this::quoted).collect(Collectors.joining("."));
    }

    /** Whether closing a result reads the rest of it, however long that is, unless its statement is cancelled. */
    boolean readsOnWhenClosed() {
        return driver.startsWith("MariaDB") || driver.startsWith("MySQL");
    }

    /** How many rows to fetch at once, so that the driver streams and does not gather the whole result. */
    int fetchSize(int wanted) {
        // MySQL's own driver streams row by row, and only when it is told so in this way.
        return driver.startsWith("MySQL") ? Integer.MIN_VALUE : wanted;
    }
}
