package org.fhirriver.cli.map;

import java.util.Locale;

/**
 * What became of the rows of a file.
 *
 * @param rows how many there were
 * @param resources how many resources they became
 * @param rejected how many of the rows became none
 */
public record MappingCounts(long rows, long resources, long rejected) {

    static final MappingCounts NONE = new MappingCounts(0, 0, 0);

    MappingCounts mapped(int written) {
        return new MappingCounts(rows + 1, resources + written, rejected);
    }

    MappingCounts refused() {
        return new MappingCounts(rows + 1, resources, rejected + 1);
    }

    /** All of it in a sentence. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d %s, %,d %s, %,d rejected",
                rows,
                rows == 1 ? "row" : "rows",
                resources,
                resources == 1 ? "resource" : "resources",
                rejected);
    }
}
