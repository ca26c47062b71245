package org.fhirriver.connect.jdbc.validation;

import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.fhirriver.connect.jdbc.settings.JdbcSettings;
import org.fhirriver.connect.jdbc.settings.Keys;
import org.fhirriver.connect.kit.validation.Problems;
import org.fhirriver.connect.kit.validation.UnknownKeys;

/** Checks a configuration: each key by itself, all beside each other, and then against the database. */
public final class Validation {

    private Validation() {}

    /** All keys with what is wrong with them. */
    public static Config of(Map<String, String> configuration) {
        var problems = new Problems(JdbcSettings.keys().validate(configuration));
        UnknownKeys.find(
                configuration, JdbcSettings.keys().names(), key -> key.startsWith(Keys.CONNECTION_PREFIX), problems);
        if (problems.areNone()) {
            JdbcSettings settings = JdbcSettings.of(configuration);
            Contradictions.find(configuration, settings, problems);
            if (problems.areNone()) {
                Trial.run(settings, problems);
            }
        }
        return problems.config();
    }
}
