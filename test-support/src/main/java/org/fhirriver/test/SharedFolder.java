package org.fhirriver.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder of this user that outlives the tests, for what is slow to unpack and never changes. */
final class SharedFolder {

    private SharedFolder() {}

    static Path path() throws IOException {
        String user = System.getProperty("user.name");
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "fhir-river-tests-" + user);
        if (!Files.isDirectory(folder)) {
            var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(folder, mine);
        }
        if (!Files.getOwner(folder).getName().equals(user)) {
            throw new IOException(folder + " belongs to someone else");
        }
        return folder;
    }
}
