package org.fhirriver.connect.jdbc.settings;

import java.util.Arrays;
import java.util.Optional;

/** The dialects, by the names that configurations have for them. */
public enum DialectName {
    POSTGRESQL("PostgreSqlDatabaseDialect"),
    MYSQL("MySqlDatabaseDialect"),
    H2("H2DatabaseDialect"),
    GENERIC("GenericDatabaseDialect");

    private final String text;

    DialectName(String text) {
        this.text = text;
    }

    /** The dialect of a name, which may lack its ending and be in any case; empty for an unknown one. */
    static Optional<DialectName> of(String name) {
        String ending = "DatabaseDialect";
        return Arrays.stream(values())
                .filter(each -> each.text.equalsIgnoreCase(name) || each.text.equalsIgnoreCase(name + ending))
                .findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
