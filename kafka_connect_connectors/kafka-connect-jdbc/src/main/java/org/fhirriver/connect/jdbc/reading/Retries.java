package org.fhirriver.connect.jdbc.reading;

import java.sql.SQLException;
import java.time.Duration;
import org.fhirriver.connect.jdbc.database.Failures;
import org.fhirriver.connect.jdbc.settings.DatabaseSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts failures in a row, and gives up when there are too many. */
final class Retries {

    private static final Logger log = LoggerFactory.getLogger(Retries.class);

    private final DatabaseSettings settings;
    private int connects;
    private int reads;

    Retries(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** A connection was made. */
    void connected() {
        connects = 0;
    }

    /** Rows came, or it became clear that there are none. */
    void succeeded() {
        reads = 0;
    }

    /** Says how long to pause before the next attempt to connect, or throws. */
    Duration connectFailed(SQLException failure) {
        connects++;
        return pause("Connecting", failure, connects, settings.attempts());
    }

    /** Says how long to pause before the next read, or throws. */
    Duration readFailed(Source source, SQLException failure) {
        reads++;
        int most = settings.retries() < 0 ? Integer.MAX_VALUE : settings.retries() + 1;
        return pause("Reading " + source, failure, reads, most);
    }

    private Duration pause(String doing, SQLException failure, int attempt, int most) {
        if (attempt >= most || Failures.isFinal(failure)) {
            throw Failures.exception(doing, failure);
        }
        log.warn(
                "{}; attempt {}, again in {} ms",
                Failures.describe(doing, failure),
                attempt,
                settings.backoff().toMillis());
        return settings.backoff();
    }
}
