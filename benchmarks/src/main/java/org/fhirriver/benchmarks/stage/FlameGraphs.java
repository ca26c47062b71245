package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/** Draws where the processes spent their time, one page for each recording, and keeps the recordings. */
final class FlameGraphs {

    /** Frames of threads that wait for others. */
    private static final String WAITING =
            ".*(EPoll\\.wait|Net\\.accept|Net\\.poll|Object\\.wait|Unsafe\\.park|waitForProcessExit|ChildMain\\.awaitEnd).*";

    private FlameGraphs() {}

    /** Makes a page of each recording of a folder. */
    static void write(Path recordings, Path pages) throws IOException {
        Files.createDirectories(pages);
        List<Path> found;
        try (Stream<Path> files = Files.list(recordings)) {
            found = files.filter(file -> file.toString().endsWith(".jfr")).toList();
        }
        for (Path recording : found) {
            String name = recording.getFileName().toString().replace(".jfr", "").replaceFirst("^org-fhirriver-", "");
            Files.copy(recording, pages.resolve(recording.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            JfrToFlame.convert(
                    recording.toString(),
                    pages.resolve(name + ".html").toString(),
                    new Arguments("--simple", "--title", name, "--minwidth", "0.3", "--exclude", WAITING));
        }
    }
}
