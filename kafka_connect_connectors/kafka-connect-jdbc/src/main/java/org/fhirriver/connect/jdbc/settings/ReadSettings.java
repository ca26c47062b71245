package org.fhirriver.connect.jdbc.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How to tell rows that are new.
 *
 * @param ids the incrementing column of each table; without a rule the database tells
 * @param initial null: from the beginning; -1: from now on
 * @param query empty: tables are read
 * @param suffix what goes behind the SQL
 * @param overlap how long to look for rows behind the place where reading has passed
 * @param overlapIds how many ids below the highest to look at where the database cannot tell what is open
 */
public record ReadSettings(
        Mode mode,
        ColumnRules ids,
        ColumnRules timestamps,
        @Nullable Long initial,
        Duration delay,
        boolean refusesNullable,
        String query,
        String suffix,
        Duration overlap,
        long overlapIds,
        ZoneId zone) {

    /** The moment from which on changes are read, when one is set; negative: now. */
    public OptionalLong initialMillis() {
        return initial == null ? OptionalLong.empty() : OptionalLong.of(initial);
    }

    /** Whether a query is read in place of tables. */
    public boolean isQuery() {
        return !query.isBlank();
    }
}
