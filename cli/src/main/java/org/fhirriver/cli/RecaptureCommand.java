package org.fhirriver.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fhirriver.cli.batch.BatchView;
import org.fhirriver.cli.batch.MainJob;
import org.fhirriver.cli.connectors.Capturing;
import org.fhirriver.cli.connectors.Capturing.Begun;
import org.fhirriver.cli.connectors.ConnectApi;
import org.fhirriver.cli.connectors.ConnectApi.Refusal;
import org.fhirriver.local.river.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a connector whose place in a log of changes is lost take a new one, and reads all of its system again. */
@Command(
        name = "recapture",
        mixinStandardHelpOptions = true,
        description = {
            "Let a connector that captures changes forget its place in the database's log, and take a new one at its end;",
            "then read all pipelines of its system as a batch, which also deletes what is gone at the source.",
            "For a connector whose log is gone from where it was read last. Where PostgreSQL has the slot still, and says"
                    + " that it is lost, drop the slot before."
        },
        footerHeading = "%nExample:%n",
        footer = "  river connectors recapture openmrs-cdc")
final class RecaptureCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "the connector")
    private String name = "";

    @Option(
            names = "--connect",
            paramLabel = "URL",
            description = "Connect's REST API (default: that of the river on this machine)")
    private Optional<String> address = Optional.empty();

    RecaptureCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var screen = surroundings.screen();
        var access = new ExtractorAccess(surroundings);
        try {
            var capturing = new Capturing(new ConnectApi(address.orElseGet(surroundings::connect)), PATIENCE);
            String system = capturing.system(name);
            List<String> pipelines = access.ask(extractor -> extractor.pipelinesOf(system));
            Begun begun = capturing.beginAnew(name);
            if (!begun.captures()) {
                screen.line(screen.look().bad("%s does not capture: %s".formatted(name, begun.reason())));
                return ExitCode.NOT_ALL_LOADED.status();
            }
            screen.line("%s captures what changes from now on.".formatted(name));
            if (pipelines.isEmpty()) {
                screen.line("The extractor knows no pipeline of %s: nothing is read again.".formatted(system));
                return ExitCode.OK.status();
            }
            String id = access.ask(extractor -> extractor.begin(pipelines));
            screen.line("Batch %s reads all of %s again.".formatted(id, system));
            screen.gap();
            BatchView batch = access.ask(extractor -> new MainJob(extractor, screen).follow(id));
            return (batch.isClean() ? ExitCode.OK : ExitCode.NOT_ALL_LOADED).status();
        } catch (Refusal e) {
            screen.line(screen.look().bad(String.valueOf(e.getMessage())));
            return ExitCode.NOT_ALL_LOADED.status();
        }
    }
}
