package org.fhirriver.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.local.river.Addresses;
import org.fhirriver.local.river.RiverOptions;

/**
 * Three lines that say what to try next.
 *
 * @param surroundings where the command runs
 * @param options how the river was started
 * @param addresses how it is reached
 */
record NextSteps(Surroundings surroundings, RiverOptions options, Addresses addresses) {

    private static final String MIMIC = "mimic/admissions.yaml";
    private static final String SYNTHEA = "synthea/patients.yaml";

    void tell() {
        boolean synthea = options.export().isPresent()
                || !Files.exists(options.pipelines().resolve(MIMIC));
        Path file = options.pipelines().resolve(synthea ? SYNTHEA : MIMIC);
        String pipeline = synthea ? "synthea-patients" : "mimic-admissions/10013";
        Screen screen = surroundings.screen();
        screen.line(screen.look().strong("Try next:"));
        screen.line("  curl -X POST " + addresses.extractor() + "/extractor_sql/" + pipeline);
        screen.line("  mongosh " + withoutPassword(addresses.mongodb()) + " --eval 'db.Encounter.findOne()'");
        screen.line("  edit %s, save, and send the first line again: the change is live"
                .formatted(surroundings.shown(file)));
        screen.gap();
        screen.line("It stays up until Ctrl-C.");
    }

    private static String withoutPassword(String uri) {
        return uri.replaceFirst("//[^@/]*@", "//...@");
    }
}
