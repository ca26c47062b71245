package org.fhirriver.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, as they lie in the checkout. */
final class Project {

    static final Path ROOT = root();

    private Project() {}

    /** The compiled main classes of every module that has some. */
    static List<Path> classFolders() {
        try (Stream<Path> found = Files.find(
                ROOT,
                4,
                (path, attributes) -> attributes.isDirectory() && path.endsWith(Path.of("target", "classes")))) {
            return found.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of all files with this ending below a folder, build results left out. */
    static String text(Path folder, String ending) {
        try (Stream<Path> found = Files.walk(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(ending) && !file.toString().contains("/target/")) {
                    all.append(Files.readString(file)).append('\n');
                }
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docker-compose.yml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("The tests run inside of the project");
    }
}
