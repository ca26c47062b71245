package org.fhirriver.cli;

import java.util.concurrent.Callable;
import org.fhirriver.cli.batch.BatchView;
import org.fhirriver.cli.batch.MainJob;
import org.fhirriver.local.river.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats what failed in a batch. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = {
            "Repeat what failed in a batch and nothing else: read on what failed or was cancelled, replay its dead letters.",
            "Exit status 1 if anything was rejected or failed again."
        },
        footerHeading = "%nExample:%n",
        footer = "  river retry 20261121-104533-x7k2mp")
final class RetryCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "BATCH", description = "the batch's id; river status tells it")
    private String batch = "";

    @Option(
            names = "--delete-all",
            description =
                    "delete what is gone at the source, however much that is; needed where the batch stopped and asked")
    private boolean deleteAll;

    RetryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var access = new ExtractorAccess(surroundings);
        BatchView ended = access.ask(extractor -> {
            extractor.retry(batch, deleteAll);
            return new MainJob(extractor, surroundings.screen()).follow(batch);
        });
        return (ended.isClean() ? ExitCode.OK : ExitCode.NOT_ALL_LOADED).status();
    }
}
