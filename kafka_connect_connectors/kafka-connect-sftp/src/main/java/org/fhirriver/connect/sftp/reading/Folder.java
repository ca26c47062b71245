package org.fhirriver.connect.sftp.reading;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fhirriver.connect.sftp.server.FileState;
import org.fhirriver.connect.sftp.server.ServerSession;
import org.fhirriver.connect.sftp.settings.FolderSettings;

/**
 * The files of the input folder, each when it is ready.
 *
 * <p>A file is ready when it has stayed as it is for the minimum age, by our own clock: the server's may differ.
 */
final class Folder {

    private final FolderSettings settings;
    private final Predicate<String> ours;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, FileState> done = new HashMap<>();

    private record Seen(FileState state, long sinceNanos) {}

    /**
     * The input folder.
     *
     * @param ours which of the matching names this task reads
     */
    Folder(FolderSettings settings, Predicate<String> ours) {
        this.settings = settings;
        this.ours = ours;
    }

    /** The next file to read, the oldest first; empty when there is none now. */
    Optional<FileState> next(ServerSession session) throws IOException {
        List<FileState> files = session.files(settings.input()).stream()
                .filter(file -> settings.files().matcher(file.name()).matches() && ours.test(file.name()))
                .sorted(Comparator.comparing(FileState::modified).thenComparing(FileState::path))
                .toList();
        forgetAllBut(files.stream().map(FileState::path).collect(Collectors.toSet()));
        return files.stream()
                .filter(file -> !file.equals(done.get(file.path())))
                .filter(this::isReady)
                .findFirst();
    }

    private void forgetAllBut(Set<String> paths) {
        seen.keySet().retainAll(paths);
        done.keySet().retainAll(paths);
    }

    private boolean isReady(FileState file) {
        long now = System.nanoTime();
        Seen before = seen.get(file.path());
        if (before == null || !before.state().equals(file)) {
            before = new Seen(file, now);
            seen.put(file.path(), before);
        }
        return now - before.sinceNanos() >= settings.minimumAge().toNanos();
    }

    /** A file was read in this state, and is not to be read again in it. */
    void done(FileState file) {
        done.put(file.path(), file);
    }
}
