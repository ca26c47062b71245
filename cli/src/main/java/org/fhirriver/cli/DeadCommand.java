package org.fhirriver.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.fhirriver.cli.batch.DeadLetters;
import org.fhirriver.local.river.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists dead letters by their cause. */
@Command(
        name = "dead",
        mixinStandardHelpOptions = true,
        description = {
            "Tell what could not be taken, by stage, pipeline and cause, the most frequent first.",
            "Asks the extractor of the running river, or the one at RIVER_EXTRACTOR, with the key in RIVER_API_KEY.",
            "Exit status 1 if there is anything."
        },
        footerHeading = "%nExample:%n",
        footer = "  river dead --stage transformer --pipeline mimic-admissions")
final class DeadCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private LetterFilter filter = new LetterFilter();

    DeadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        DeadLetters letters = new ExtractorAccess(surroundings).ask(extractor -> extractor.deadLetters(filter.given()));
        var screen = surroundings.screen();
        if (letters.groups().isEmpty()) {
            screen.line("No dead letters.");
            return ExitCode.OK.status();
        }
        screen.line(screen.look().strong("%10s  %s".formatted("letters", "stage, pipeline: cause")));
        for (DeadLetters.Group group : letters.groups()) {
            screen.line(String.format(
                    Locale.ROOT,
                    "%,10d  %s, %s: %s%s",
                    group.count(),
                    group.stage(),
                    group.pipeline(),
                    group.element().isEmpty() ? "" : group.element() + ": ",
                    group.cause()));
            screen.line(screen.look().faint("%10s  last %s, %s".formatted("", group.last(), group.example())));
        }
        if (!letters.complete()) {
            screen.line("There are more, which were not counted.");
        }
        screen.line("When what is wrong is mended: ./river replay, with the same options.");
        return ExitCode.NOT_ALL_LOADED.status();
    }
}
