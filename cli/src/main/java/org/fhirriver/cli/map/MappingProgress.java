package org.fhirriver.cli.map;

import java.util.Locale;

/**
 * How far a job has come.
 *
 * @param rows how many rows are done
 * @param bytes how much of the file is read
 * @param size how large the file is; 0 where that is not known
 */
public record MappingProgress(long rows, long bytes, long size) {

    private static final double MEBIBYTE = 1 << 20;

    /** A line for a person, after some seconds. */
    public String line(double seconds) {
        String share = size == 0 ? "" : String.format(Locale.ROOT, " of %,.1f", size / MEBIBYTE);
        return String.format(
                Locale.ROOT,
                "  %,12d rows  %,.1f%s MiB  %,.0f rows a second",
                rows,
                bytes / MEBIBYTE,
                share,
                rows / Math.max(0.001, seconds));
    }
}
