package org.fhirriver.connect.jdbc.dialect;

import java.time.Clock;
import java.util.Locale;
import org.fhirriver.connect.jdbc.settings.DatabaseSettings;
import org.fhirriver.connect.jdbc.settings.DialectName;

/** Finds the dialect for a database. */
public final class Dialects {

    private Dialects() {}

    /** The dialect that the configuration names, or else the one that the URL tells. */
    public static Dialect of(DatabaseSettings settings) {
        return switch (settings.namedDialect().orElseGet(() -> byUrl(settings.url()))) {
            case POSTGRESQL -> new PostgreSqlDialect();
            case MYSQL -> new MySqlDialect();
            case H2 -> new H2Dialect();
            case GENERIC -> new GenericDialect(Clock.systemUTC());
        };
    }

    private static DialectName byUrl(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            return DialectName.POSTGRESQL;
        }
        if (lower.startsWith("jdbc:mysql:") || lower.startsWith("jdbc:mariadb:")) {
            return DialectName.MYSQL;
        }
        return lower.startsWith("jdbc:h2:") ? DialectName.H2 : DialectName.GENERIC;
    }
}
