package org.fhirriver.local.sample;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * Where a database's rows came from; kept as the database's comment, so that it is there when and only when all rows
 * are.
 *
 * @param origin the place of the files
 * @param fingerprint changes when the files do
 * @param lacking tables that had no file
 */
record Provenance(String origin, String fingerprint, List<String> lacking) {

    Provenance {
        lacking = List.copyOf(lacking);
    }

    String text() {
        return "origin=%s\nfingerprint=%s\nlacking=%s\n"
                .formatted(origin.replace("\\", "\\\\"), fingerprint, String.join(",", lacking));
    }

    static Provenance parse(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String lacking = properties.getProperty("lacking", "");
        return new Provenance(
                properties.getProperty("origin", ""),
                properties.getProperty("fingerprint", ""),
                Arrays.stream(lacking.split(","))
                        .filter(name -> !name.isEmpty())
                        .toList());
    }
}
