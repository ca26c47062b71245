package org.fhirriver.local.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.fhirriver.local.files.Folders;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL for this machine, which come in a jar.
 *
 * @param home the folder that holds {@code bin}, {@code lib} and {@code share}
 */
public record PostgresBinaries(Path home) {

    /** The programs in a folder, or in one that PostgreSQL's account can reach, which may not be there yet. */
    public static PostgresBinaries at(Path wanted) {
        return new PostgresBinaries(Account.here().place(wanted));
    }

    /** The same, unpacked unless they are there. */
    public static PostgresBinaries in(Path wanted) throws IOException {
        Path home = at(wanted).home();
        if (!Files.isExecutable(home.resolve("bin/postgres"))) {
            Path parent = Files.createDirectories(home.toAbsolutePath().getParent());
            Path half = Files.createTempDirectory(parent, home.getFileName() + ".");
            try {
                unpack(half);
                Files.setPosixFilePermissions(half, permissions(0755));
                Files.move(half, home);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster; it unpacked the same.
            } finally {
                Folders.delete(half);
            }
        }
        return new PostgresBinaries(home);
    }

    /** Removes the programs. */
    public void delete() throws IOException {
        Folders.delete(home);
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void unpack(Path target) throws IOException {
        String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + resource)) {
            if (packed == null) {
                throw new IOException("No PostgreSQL for this machine on the class path: " + resource);
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("PostgreSQL's archive leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        Files.setPosixFilePermissions(file, permissions(entry.getMode()));
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        permissions.add(PosixFilePermission.OWNER_WRITE);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    /** The archive's name, as the makers of the jars call it: {@code postgres-linux-x86_64.txz}. */
    static String resource(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
        return "postgres-" + os + "-" + arch + ".txz";
    }
}
