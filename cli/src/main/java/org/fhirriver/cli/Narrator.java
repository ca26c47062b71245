package org.fhirriver.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.local.river.RiverListener;
import org.fhirriver.local.sample.LoadedSample;
import org.fhirriver.local.supervision.Part;

/** Tells a person what becomes of the river's parts. */
final class Narrator implements RiverListener {

    private static final int NAME_WIDTH = 11;
    private static final int SIGNAL = 128;

    private final Surroundings surroundings;
    private final Map<String, String> addresses;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    /**
     * A narrator.
     *
     * @param addresses how parts are reached, by the part's name
     */
    Narrator(Surroundings surroundings, Map<String, String> addresses) {
        this.surroundings = surroundings;
        this.addresses = Map.copyOf(addresses);
    }

    /** Says no more: what ends now is meant to. */
    void beSilent() {
        silent = true;
    }

    @Override
    public void leftoversEnded(int processes) {
        line("Ended %s of a river that was killed.".formatted(processes == 1 ? "a process" : processes + " processes"));
    }

    @Override
    public void ready(Part part, Duration after) {
        String what = seen.add(part.name()) ? "ready" : "ready again";
        row(part.title(), what, after, addresses.getOrDefault(part.name(), ""));
    }

    @Override
    public void ended(Part part, int status, Duration pause) {
        String how = status > SIGNAL ? "was ended by signal " + (status - SIGNAL) : "ended with status " + status;
        line(look().warning("%s %s and is started again in %.1f s; its log is %s"
                .formatted(
                        part.title(),
                        how,
                        pause.toMillis() / 1000.0,
                        surroundings.shown(part.child().log()))));
    }

    @Override
    public void databaseReady(LoadedSample sample, Duration after) {
        String title = "database";
        if (sample.rows().isEmpty()) {
            row(title, sample.system() + " as it was", after, "");
        } else {
            String rows = String.format(
                    Locale.ROOT,
                    "%s with %,d rows in %d tables",
                    sample.system(),
                    sample.count(),
                    sample.rows().size());
            row(title, rows, after, "");
        }
        if (sample.outdated()) {
            note("the files of %s's sample have changed since; ./river reset loads them anew"
                    .formatted(sample.system()));
        }
        if (!sample.ignoredFiles().isEmpty()) {
            note("no table for %s: ignored".formatted(listed(sample.ignoredFiles())));
        }
        sample.ignoredColumns()
                .forEach((file, columns) -> note("no column for %s of %s: ignored".formatted(listed(columns), file)));
    }

    /** A remark beneath a line. */
    void note(String text) {
        line(look().warning("    " + text));
    }

    private void row(String title, String what, Duration after, String address) {
        String line = "  %s %s  %s"
                .formatted(
                        look().good(look().either("✓", "*")),
                        title + " ".repeat(Math.max(0, NAME_WIDTH - title.length())),
                        what);
        String rest = String.format(Locale.ROOT, "  %.1f s", after.toMillis() / 1000.0)
                + (address.isEmpty() ? "" : "  " + address);
        line(line + look().faint(rest));
    }

    private static String listed(List<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    private void line(String text) {
        if (!silent) {
            surroundings.screen().line(text);
        }
    }

    private Look look() {
        return surroundings.screen().look();
    }
}
