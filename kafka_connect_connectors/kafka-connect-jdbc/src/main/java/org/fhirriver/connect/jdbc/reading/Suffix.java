package org.fhirriver.connect.jdbc.reading;

import org.fhirriver.connect.jdbc.settings.ReadSettings;

/** What the configuration puts behind the SQL that reads new rows. */
final class Suffix {

    private Suffix() {}

    static String of(ReadSettings settings) {
        return settings.suffix().isBlank() ? "" : " " + settings.suffix().strip();
    }
}
