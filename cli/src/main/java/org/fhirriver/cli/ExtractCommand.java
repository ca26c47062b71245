package org.fhirriver.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fhirriver.cli.batch.BatchView;
import org.fhirriver.cli.batch.MainJob;
import org.fhirriver.local.river.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has pipelines read as a batch, and follows it to its end. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = {
            "Read pipelines as a batch and follow it to its end.",
            "Asks the extractor of the running river, or the one at RIVER_EXTRACTOR, with the key in RIVER_API_KEY.",
            "Exit status 1 if anything was rejected or failed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  river extract mimic-patients mimic-admissions",
            "  river extract mimic-labevents --from 1000 --to 2000 --limit 100",
            "  river extract mimic-labevents --changed storetime=2150-01-31"
        })
final class ExtractCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "PIPELINE", description = "what to read")
    private List<String> pipelines = List.of();

    @Option(names = "--from", paramLabel = "KEY", description = "the least key")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "KEY", description = "the greatest key, included")
    private @Nullable String to;

    @Option(
            names = "--changed",
            paramLabel = "COLUMN=SINCE",
            description = "only rows whose column holds this or later")
    private @Nullable String changed;

    @Option(names = "--limit", paramLabel = "N", description = "so many rows of each pipeline at most")
    private @Nullable Long limit;

    @Option(names = "--no-wait", description = "begin the batch, and leave it to itself")
    private boolean leave;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls.
    ExtractCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var screen = surroundings.screen();
        Map<String, Object> filters = filters();
        var access = new ExtractorAccess(surroundings);
        String id = access.ask(extractor -> extractor.begin(pipelines, filters));
        screen.line("Batch " + id);
        if (leave) {
            screen.line("./river status shows how it comes along.");
            return ExitCode.OK.status();
        }
        BatchView batch = access.ask(extractor -> new MainJob(extractor, screen).follow(id));
        return (batch.isClean() ? ExitCode.OK : ExitCode.NOT_ALL_LOADED).status();
    }

    private Map<String, Object> filters() {
        Map<String, Object> filters = new LinkedHashMap<>();
        Map<String, String> key = new LinkedHashMap<>();
        if (from != null) {
            key.put("from", from);
        }
        if (to != null) {
            key.put("to", to);
        }
        if (!key.isEmpty()) {
            filters.put("key", key);
        }
        if (changed != null) {
            int equals = changed.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(spec.commandLine(), "--changed is a column and a value, COLUMN=SINCE");
            }
            filters.put(
                    "changed", Map.of("column", changed.substring(0, equals), "since", changed.substring(equals + 1)));
        }
        if (limit != null) {
            filters.put("limit", limit);
        }
        return filters;
    }
}
