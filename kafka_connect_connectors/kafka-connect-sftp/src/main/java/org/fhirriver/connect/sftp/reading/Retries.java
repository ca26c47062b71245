package org.fhirriver.connect.sftp.reading;

import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.fhirriver.connect.sftp.server.Refused;
import org.fhirriver.connect.sftp.settings.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts failures in a row, and gives up when there are too many. */
final class Retries {

    private static final Logger log = LoggerFactory.getLogger(Retries.class);

    private final ServerSettings settings;
    private int failures;

    Retries(ServerSettings settings) {
        this.settings = settings;
    }

    void succeeded() {
        failures = 0;
    }

    /** Says how long to pause before the next attempt, or throws. */
    Duration failed(IOException failure) {
        failures++;
        if (failures >= settings.attempts() || failure instanceof Refused) {
            throw new ConnectException(failure.getMessage(), failure);
        }
        log.warn(
                "{}; attempt {} of {}, again in {} ms",
                failure.getMessage(),
                failures,
                settings.attempts(),
                settings.backoff().toMillis());
        return settings.backoff();
    }
}
