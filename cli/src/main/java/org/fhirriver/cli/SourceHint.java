package org.fhirriver.cli;

import java.util.Locale;

/** What to do about a source database that does not answer. */
final class SourceHint {

    private SourceHint() {}

    /** The end of a sentence. */
    static String of(String system) {
        return ": start the river, which has one with the samples (./river up), or say in %s_JDBC_URL where it is."
                .formatted(system.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
    }
}
