package org.fhirriver.local.sample;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * A file of rows, whose header names the columns.
 *
 * @param name where it is, as a person knows it
 * @param fingerprint changes when the content does
 * @param content gives its bytes, unpacked
 */
record CsvFile(String name, String fingerprint, Content content) {

    /** Opens a file. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** The table that its rows belong to: the file's name without folders and endings, in lower case. */
    String table() {
        String base = name.substring(name.lastIndexOf('/') + 1);
        return base.substring(0, base.indexOf('.')).toLowerCase(Locale.ROOT);
    }

    static boolean isCsv(String name) {
        String base = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return !base.startsWith(".")
                && !name.startsWith("__MACOSX/")
                && (base.endsWith(".csv") || base.endsWith(".csv.gz"));
    }
}
