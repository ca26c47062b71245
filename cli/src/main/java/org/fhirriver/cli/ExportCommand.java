package org.fhirriver.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.RiverLock;
import org.fhirriver.local.river.StartProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the store's resources to files. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the store's resources as NDJSON, one file per type.",
            "Reads the store of the running river, or the one at MONGODB_URI."
        })
final class ExportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--type",
            split = ",",
            paramLabel = "TYPE",
            description = "only resources of this type; may be given several times")
    private List<String> types = List.of();

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "where to write the files (default: ${DEFAULT-VALUE})")
    private Path output = Path.of("export");

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        new StoreExport(mongodb(), surroundings).write(output, types);
        return ExitCode.OK.status();
    }

    private String mongodb() throws IOException {
        Optional<String> given = surroundings.given("MONGODB_URI");
        if (given.isPresent()) {
            return given.get();
        }
        if (!RiverLock.isTaken(surroundings.home())) {
            throw new StartProblem(
                    ExitCode.RUNNING, "The river does not run: start it with ./river up, or give MONGODB_URI");
        }
        return Optional.ofNullable(surroundings.home().writtenAddresses().get("store"))
                .orElseThrow(() ->
                        new StartProblem(ExitCode.RUNNING, "The river is just starting: try again when it is ready"));
    }
}
