package org.fhirriver.cli.screen;

import java.io.PrintStream;
import java.util.List;

/**
 * Where a person reads. Lines stay; at the end of a terminal there may be live lines, which change in place. Safe for
 * use by several threads.
 */
public final class Screen {

    private static final String ESCAPE = "\u001b[";

    private final PrintStream out;
    private final Look look;
    private List<String> live = List.of();

    /** A screen that writes to a stream. */
    public Screen(PrintStream out, Look look) {
        this.out = out;
        this.look = look;
    }

    /** How it looks. */
    public Look look() {
        return look;
    }

    /** Writes a line, above the live lines. */
    public synchronized void line(String text) {
        eraseLive();
        out.println(text);
        writeLive();
    }

    /** Writes an empty line. */
    public void gap() {
        line("");
    }

    /** Replaces the live lines; does nothing where lines cannot change. */
    public synchronized void live(List<String> lines) {
        if (look.isTerminal()) {
            eraseLive();
            // A line that wraps would be two when it comes to erasing.
            live = lines.stream().map(line -> Fit.to(look.columns() - 1, line)).toList();
            writeLive();
        }
    }

    private void eraseLive() {
        if (!live.isEmpty()) {
            // To the beginning of the first live line, and from there to the end of the screen.
            out.print(ESCAPE + live.size() + "F" + ESCAPE + "J");
        }
    }

    private void writeLive() {
        live.forEach(out::println);
        out.flush();
    }
}
