package org.fhirriver.cli;

import java.util.concurrent.Callable;
import org.fhirriver.cli.batch.BatchTable;
import org.fhirriver.cli.batch.BatchView;
import org.fhirriver.local.river.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends the reading of a batch. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = {
            "End the reading of a batch. What it has published goes its way; ./river retry reads on from there.",
            "Exit status 1 if there is nothing to end."
        },
        footerHeading = "%nExample:%n",
        footer = "  river cancel 20261121-104533-x7k2mp")
final class CancelCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "BATCH", description = "the batch's id; river status tells it")
    private String batch = "";

    CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        BatchView cancelled = new ExtractorAccess(surroundings).ask(extractor -> extractor.cancel(batch));
        new BatchTable(surroundings.screen().look()).of(cancelled).forEach(surroundings.screen()::line);
        return ExitCode.OK.status();
    }
}
