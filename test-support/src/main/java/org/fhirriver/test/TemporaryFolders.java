package org.fhirriver.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fhirriver.local.files.Folders;

/** Folders for one test. */
final class TemporaryFolders {

    private TemporaryFolders() {}

    static Path create(String purpose) {
        try {
            return Files.createTempDirectory("fhir-river-test-" + purpose + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
