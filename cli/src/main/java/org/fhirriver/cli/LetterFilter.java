package org.fhirriver.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which dead letters are meant. */
final class LetterFilter {

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "only of this stage: extractor, transformer or loader")
    private @Nullable String stage;

    @Option(names = "--pipeline", paramLabel = "PIPELINE", description = "only of this pipeline")
    private @Nullable String pipeline;

    @Option(names = "--batch", paramLabel = "BATCH", description = "only of this batch")
    private @Nullable String batch;

    @Option(names = "--cause", paramLabel = "TEXT", description = "only with this text in their cause")
    private @Nullable String cause;

    /** What is given, by the API's names. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "stage", stage);
        put(given, "pipeline", pipeline);
        put(given, "batch", batch);
        put(given, "cause", cause);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
