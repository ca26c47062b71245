package org.fhirriver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;
import org.fhirriver.mapping.schema.Schemas;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the JSON Schemas that editors complete pipeline files with. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = {
            "Write the JSON Schemas of pipeline files and of source.yaml, with all resources of R4, for completion"
                    + " in any editor.",
            "They stand beside the systems' folders, where the first line of each file points to them:",
            "  # yaml-language-server: $$schema=../pipeline.schema.json"
        },
        footerHeading = "%nExample:%n",
        footer = "  river schema            into the folder of the pipelines")
final class SchemaCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "where to write them (default: the folder of the pipelines)")
    private Optional<Path> folder = Optional.empty();

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Path into = folder.orElse(surroundings.pipelines());
        if (!Files.isDirectory(into)) {
            throw new StartProblem(ExitCode.NOT_ALL_LOADED, "There is no folder " + surroundings.shown(into) + ".");
        }
        write(into.resolve("pipeline.schema.json"), Schemas.pipeline());
        write(into.resolve("source.schema.json"), Schemas.source());
        return ExitCode.OK.status();
    }

    private void write(Path file, String schema) throws IOException {
        Files.writeString(file, schema);
        surroundings.screen().line("Wrote " + surroundings.shown(file));
    }
}
