package org.fhirriver.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The account that PostgreSQL runs under, for it refuses to run as root.
 *
 * <p>Where this JVM is root's, it runs in a user namespace without a mapping, in which root is nobody to itself and yet
 * owns its files. Where that is not allowed, as in most containers, it becomes {@code nobody}, and its files have to
 * stand where {@code nobody} can reach them.
 */
enum Account {
    /** This JVM's own. */
    OWN(""),
    /** Root in a user namespace. */
    NAMESPACE("unshare -U"),
    /** The account of nobody. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final int NOBODYS_ID = 65_534;
    private static final Path PUBLIC = Path.of("/var/tmp");

    private final String prefix;

    Account(String prefix) {
        this.prefix = prefix;
    }

    /** Looked up once: what a machine allows does not change while this JVM runs. */
    private static final class Here {
        static final Account ACCOUNT = choose();
    }

    /** The account here. */
    static Account here() {
        return Here.ACCOUNT;
    }

    /**
     * Checks that PostgreSQL can run under this account.
     *
     * @throws IOException when it cannot
     */
    void check() throws IOException {
        if (this == OWN && isRoot()) {
            throw new IOException("it does not run as root, and neither unshare -U nor setpriv works here."
                    + " Run as another user, or give the addresses of the source databases");
        }
    }

    private static Account choose() {
        if (!isRoot()) {
            return OWN;
        }
        return NAMESPACE.works() ? NAMESPACE : NOBODY.works() ? NOBODY : OWN;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** A command line as this account runs it. */
    List<String> run(List<String> command) {
        var whole = new ArrayList<String>();
        if (!prefix.isEmpty()) {
            whole.addAll(List.of(prefix.split(" ")));
        }
        whole.addAll(command);
        return whole;
    }

    /** Where to put a folder: where it is wanted, or where this account can reach it. */
    Path place(Path wanted) {
        Path whole = wanted.toAbsolutePath().normalize();
        if (this != NOBODY || isReachable(whole)) {
            return whole;
        }
        UUID name = UUID.nameUUIDFromBytes(whole.toString().getBytes(StandardCharsets.UTF_8));
        return PUBLIC.resolve("fhir-river-" + name);
    }

    /** Makes a folder this account's. */
    void own(Path folder) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(folder, "unix:uid", NOBODYS_ID);
            Files.setAttribute(folder, "unix:gid", NOBODYS_ID);
        }
    }

    private static boolean isReachable(Path path) {
        try {
            for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
                boolean closed = Files.exists(folder)
                        && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
                if (closed) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean works() {
        try {
            Process process = new ProcessBuilder(run(List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
