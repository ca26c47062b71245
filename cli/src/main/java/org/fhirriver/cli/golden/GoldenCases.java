package org.fhirriver.cli.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fhirriver.cli.pipeline.PipelineFolder;
import org.fhirriver.mapping.pipeline.SourceSystem;

/** Finds the cases of a folder of pipelines: {@code <system>/tests/<pipeline>/<case>/record.json}. */
public final class GoldenCases {

    private GoldenCases() {}

    /**
     * Cases in the order of their folders.
     *
     * @param wanted which cases' files to take
     */
    static List<GoldenCase> of(PipelineFolder pipelines, Predicate<Path> wanted) throws IOException {
        List<GoldenCase> cases = new ArrayList<>();
        for (SourceSystem system : pipelines.workspace().systems().values()) {
            for (Path record : records(system.folder().resolve("tests"))) {
                if (wanted.test(record)) {
                    String pipeline = record.getName(record.getNameCount() - 3).toString();
                    cases.add(new GoldenCase(Objects.requireNonNull(record.getParent()), pipelines.pipeline(pipeline)));
                }
            }
        }
        return cases;
    }

    private static List<Path> records(Path tests) throws IOException {
        if (!Files.isDirectory(tests)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(tests)) {
            return files.filter(file -> file.endsWith(GoldenCase.RECORD))
                    .sorted()
                    .toList();
        }
    }
}
