package org.fhirriver.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a program in a session of its own, so that Ctrl-C in the terminal reaches the launcher alone, which then stops
 * the others in order.
 */
final class Detached {

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path PERL = Path.of("/usr/bin/perl");

    private Detached() {}

    /** What to put before a command line; nothing where no such program is at hand. */
    static List<String> prefix() {
        if (Files.isExecutable(SETSID)) {
            return List.of(SETSID.toString());
        }
        if (Files.isExecutable(PERL)) {
            return List.of(PERL.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV");
        }
        return List.of();
    }
}
