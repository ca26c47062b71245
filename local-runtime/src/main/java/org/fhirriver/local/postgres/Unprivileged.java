package org.fhirriver.local.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to start PostgreSQL, which refuses to run as root, when this JVM is root's.
 *
 * <p>In a user namespace without a mapping, root is nobody to itself and yet owns its files.
 */
final class Unprivileged {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private Unprivileged() {}

    /** What to put before a command line. */
    static List<String> prefix() {
        return isRoot() ? NAMESPACE : List.of();
    }

    /** Why PostgreSQL cannot run for this user here; empty when it can. */
    static Optional<String> obstacle() {
        if (!isRoot() || succeeds(NAMESPACE)) {
            return Optional.empty();
        }
        return Optional.of("PostgreSQL does not run as root, and this machine does not allow user namespaces"
                + " (unshare -U). Run as another user");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean succeeds(List<String> prefix) {
        try {
            var command = new ArrayList<>(prefix);
            command.add("true");
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
