package org.fhirriver.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that names a process by its number and the moment of its start, for numbers are used again.
 *
 * @param path the file
 */
public record PidFile(Path path) {

    /** Writes the file, whole or not at all. */
    public void write(ProcessHandle process) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Path half = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(half, process.pid() + " " + startOf(process) + "\n");
        Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> process() throws IOException {
        String text;
        try {
            text = Files.readString(path).strip();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int space = text.indexOf(' ');
        if (space < 0 || !text.substring(0, space).chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        String start = text.substring(space + 1);
        return ProcessHandle.of(Long.parseLong(text.substring(0, space)))
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process).equals(start));
    }

    /** Removes the file. */
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
