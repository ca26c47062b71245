package org.fhirriver.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.fhirriver.cli.batch.DeadLetters.Replayed;
import org.fhirriver.local.river.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends dead letters through again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Send dead letters through again, once what was wrong is mended. A newer state of a key is never overwritten.",
            "Asks the extractor of the running river, or the one at RIVER_EXTRACTOR, with the key in RIVER_API_KEY.",
            "Exit status 1 if there are letters that cannot be replayed."
        },
        footerHeading = "%nExample:%n",
        footer = "  river replay --pipeline mimic-admissions --cause admission-class")
final class ReplayCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private LetterFilter filter = new LetterFilter();

    @Option(names = "--all", description = "all dead letters; needed where no other option says which")
    private boolean all;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls.
    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (all != filter.given().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Say which dead letters, or --all of them");
        }
        var access = new ExtractorAccess(surroundings);
        Replayed sum = Replayed.NOTHING;
        Replayed some;
        do {
            some = access.ask(extractor -> extractor.replay(filter.given()));
            sum = sum.plus(some);
        } while (some.more() && some.replayed() + some.overtaken() > 0);
        var screen = surroundings.screen();
        screen.line(String.format(Locale.ROOT, "%,d sent through again.", sum.replayed()));
        if (sum.overtaken() > 0) {
            screen.line(String.format(
                    Locale.ROOT, "%,d left as they are: a newer state of their key is known.", sum.overtaken()));
        }
        if (some.left() > 0) {
            screen.line(screen.look()
                    .bad(String.format(
                            Locale.ROOT,
                            "%,d cannot be replayed: rows without a key, or of a pipeline that is not known.",
                            some.left())));
        }
        if (sum.replayed() > 0) {
            screen.line("What is still wrong comes back: ./river dead");
        }
        return (some.left() > 0 ? ExitCode.NOT_ALL_LOADED : ExitCode.OK).status();
    }
}
