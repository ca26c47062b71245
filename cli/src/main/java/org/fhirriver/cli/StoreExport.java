package org.fhirriver.cli;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.cli.screen.Screen;
import org.fhirriver.loader.export.NdjsonExport;
import org.fhirriver.local.river.ExitCode;
import org.fhirriver.local.river.StartProblem;

/**
 * The way of the store's resources to files.
 *
 * @param mongodb the store's connection string
 * @param surroundings where the command runs
 */
record StoreExport(String mongodb, Surroundings surroundings) {

    private static final String DEFAULT_DATABASE = "fhir";

    /** Writes these types, or all when none is named. */
    void write(Path folder, List<String> types) throws IOException {
        var address = new ConnectionString(mongodb);
        String database = Optional.ofNullable(address.getDatabase()).orElse(DEFAULT_DATABASE);
        try (MongoClient client = MongoClients.create(address)) {
            var export = new NdjsonExport(client.getDatabase(database), this::progress);
            Map<String, Long> written = export.write(folder, chosen(export.types(), types));
            screen().live(List.of());
            written.forEach((type, count) -> screen().line(String.format(Locale.ROOT, "  %-24s %,9d", type, count)));
            screen().line(String.format(
                    Locale.ROOT,
                    "%,d resources of %d types in %s",
                    written.values().stream().mapToLong(Long::longValue).sum(),
                    written.size(),
                    surroundings.shown(folder)));
        } catch (MongoException e) {
            // Its own message may hold the address with its password.
            throw new StartProblem(
                    ExitCode.RUNNING,
                    "The store does not answer (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static List<String> chosen(List<String> there, List<String> wanted) {
        if (wanted.isEmpty()) {
            return there;
        }
        List<String> unknown = new ArrayList<>(wanted);
        unknown.removeAll(there);
        if (!unknown.isEmpty()) {
            throw new StartProblem(
                    ExitCode.USAGE,
                    "The store has no %s. It has %s".formatted(String.join(", ", unknown), String.join(", ", there)));
        }
        return wanted;
    }

    private void progress(String type, long count) {
        screen().live(List.of(String.format(Locale.ROOT, "  %-24s %,9d", type, count)));
    }

    private Screen screen() {
        return surroundings.screen();
    }
}
