package org.fhirriver.local.sample;

import java.util.List;
import java.util.Map;

/**
 * A database that is there, with its rows.
 *
 * @param system the system, and the database's name
 * @param origin where its rows came from
 * @param rows how many each table got just now; empty when they had been there before
 * @param lacking tables for which the rows' place has no file
 * @param ignoredFiles files for which there is no table
 * @param ignoredColumns columns that the table lacks, by file
 * @param outdated whether the files have changed since they were loaded
 */
public record LoadedSample(
        String system,
        String origin,
        Map<String, Long> rows,
        List<String> lacking,
        List<String> ignoredFiles,
        Map<String, List<String>> ignoredColumns,
        boolean outdated) {

    public LoadedSample {
        rows = Map.copyOf(rows);
        lacking = List.copyOf(lacking);
        ignoredFiles = List.copyOf(ignoredFiles);
        ignoredColumns = Map.copyOf(ignoredColumns);
    }

    /** All rows that were loaded just now. */
    public long count() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
