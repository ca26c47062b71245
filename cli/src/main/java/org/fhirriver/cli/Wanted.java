package org.fhirriver.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.local.river.RiverOptions;
import org.fhirriver.local.sample.LoadedSample;
import org.fhirriver.mapping.pipeline.Extraction;
import org.fhirriver.mapping.pipeline.Pipeline;
import org.fhirriver.mapping.pipeline.Workspace;

/** Which pipelines belong to the main job, and a line for each of those that do not. */
final class Wanted {

    private static final Pattern FIRST_TABLE = Pattern.compile("\\bFROM\\s+\"?(\\w+)", Pattern.CASE_INSENSITIVE);

    private final RiverOptions options;
    private final Map<String, Set<String>> lacking = new HashMap<>();
    private final Map<String, String> absent;

    /**
     * The pipelines of a river.
     *
     * @param databases the embedded databases
     * @param absent the systems whose database is nowhere, with the reason
     */
    Wanted(RiverOptions options, List<LoadedSample> databases, Map<String, String> absent) {
        this.options = options;
        this.absent = new TreeMap<>(absent);
        databases.forEach(database -> lacking.put(database.system(), new HashSet<>(database.lacking())));
    }

    /** The names of the pipelines to run. */
    Set<String> tell(Screen screen) {
        Workspace workspace = Workspace.read(options.pipelines(), options.environment());
        workspace.problems().forEach(problem -> screen.line(screen.look().warning("    " + problem)));
        absent.forEach((system, reason) -> screen.line("    %s is skipped: %s".formatted(system, reason)));
        Set<String> wanted = new TreeSet<>();
        for (Pipeline pipeline : workspace.pipelines().values()) {
            Extraction extraction = pipeline.extraction();
            if (options.includes(extraction.source())
                    && !absent.containsKey(extraction.source())
                    && !(extraction.reading() instanceof Extraction.Delivered)) {
                Optional<String> table =
                        table(extraction.reading()).filter(name -> isLacking(extraction.source(), name));
                if (table.isPresent()) {
                    screen.line(screen.look()
                            .warning("    %s is skipped: there are no rows of %s"
                                    .formatted(pipeline.name(), table.get())));
                } else {
                    wanted.add(pipeline.name());
                }
            }
        }
        return wanted;
    }

    private boolean isLacking(String source, String table) {
        return lacking.getOrDefault(source, Set.of()).contains(table);
    }

    /** The table whose rows the records are made of: of a query, the first that it reads from. */
    private static Optional<String> table(Extraction.Reading reading) {
        if (reading instanceof Extraction.Table table) {
            return Optional.of(table.name().toLowerCase(Locale.ROOT));
        }
        if (reading instanceof Extraction.Query query) {
            Matcher matcher = FIRST_TABLE.matcher(query.sql());
            return matcher.find() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
        }
        return Optional.empty();
    }
}
