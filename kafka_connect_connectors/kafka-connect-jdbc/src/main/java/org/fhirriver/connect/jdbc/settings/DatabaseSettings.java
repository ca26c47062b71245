package org.fhirriver.connect.jdbc.settings;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the database.
 *
 * @param user null: none is named
 * @param password null: none is given
 * @param driverProperties what other {@code connection.} keys say, for the driver
 * @param dialect null: the URL tells
 * @param attempts how often to try to connect
 * @param retries how often in a row a read may fail; negative: without limit
 */
public record DatabaseSettings(
        String url,
        @Nullable String user,
        @Nullable Password password,
        Map<String, String> driverProperties,
        @Nullable DialectName dialect,
        Quoting quoting,
        Isolation isolation,
        int attempts,
        Duration backoff,
        int retries) {

    public DatabaseSettings {
        driverProperties = Map.copyOf(driverProperties);
    }

    /** The dialect, when the configuration names one. */
    public Optional<DialectName> namedDialect() {
        return Optional.ofNullable(dialect);
    }
}
