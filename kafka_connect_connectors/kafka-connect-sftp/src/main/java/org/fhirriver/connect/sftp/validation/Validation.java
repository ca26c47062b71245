package org.fhirriver.connect.sftp.validation;

import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.fhirriver.connect.kit.validation.Problems;
import org.fhirriver.connect.kit.validation.UnknownKeys;
import org.fhirriver.connect.sftp.settings.SftpSettings;

/** Checks a configuration: each key by itself, all beside each other, and then against the server. */
public final class Validation {

    private Validation() {}

    /** All keys with what is wrong with them. */
    public static Config of(Map<String, String> configuration) {
        var problems = new Problems(SftpSettings.keys().validate(configuration));
        UnknownKeys.find(configuration, SftpSettings.keys().names(), key -> false, problems);
        if (problems.areNone()) {
            SftpSettings settings = SftpSettings.of(configuration);
            Contradictions.find(configuration, settings, problems);
            if (problems.areNone()) {
                Trial.run(settings, problems);
            }
        }
        return problems.config();
    }
}
