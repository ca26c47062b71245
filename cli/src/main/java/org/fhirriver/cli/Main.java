package org.fhirriver.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.cli.screen.Screen;

/** Runs the command line. */
public final class Main {

    private Main() {}

    /** Takes the command line's words; the script tells the rest in system properties. */
    public static void main(String[] arguments) {
        Look look = Look.of(System.getProperty("river.terminal", ""), System.getenv());
        var out = new PrintStream(
                new FileOutputStream(FileDescriptor.out),
                false,
                look.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
        var surroundings = new Surroundings(
                Path.of(System.getProperty("river.project", "")), System.getenv(), new Screen(out, look));
        System.exit(RiverCommand.commandLine(surroundings, out).execute(arguments));
    }
}
