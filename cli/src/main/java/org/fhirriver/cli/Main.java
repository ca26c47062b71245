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
        Look errorLook = Look.of(System.getProperty("river.terminal.errors", ""), System.getenv());
        PrintStream out = stream(FileDescriptor.out, look);
        var surroundings = new Surroundings(
                Path.of(System.getProperty("river.project", "")),
                System.getenv(),
                new Screen(out, look),
                new Screen(stream(FileDescriptor.err, errorLook), errorLook));
        System.exit(RiverCommand.commandLine(surroundings, out).execute(arguments));
    }

    /** A terminal gets what it can show; what goes to a file or another program is always UTF-8. */
    private static PrintStream stream(FileDescriptor target, Look look) {
        return new PrintStream(
                new FileOutputStream(target),
                false,
                look.unicode() || !look.isTerminal() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII);
    }
}
