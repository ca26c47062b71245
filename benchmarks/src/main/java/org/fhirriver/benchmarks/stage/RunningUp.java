package org.fhirriver.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.fhirriver.local.files.Folders;

/** {@code ./river up} as a person starts it, on ports of its own, without a state to go on from. */
final class RunningUp implements AutoCloseable {

    private static final int GRACE_SECONDS = 60;

    private final Path folder;
    private final int offset;
    private final Process process;

    private RunningUp(Path folder, int offset, Process process) {
        this.folder = folder;
        this.offset = offset;
        this.process = process;
    }

    static RunningUp start(Order order, String... options) throws IOException {
        Path folder = Files.createTempDirectory("fhir-river-bench-up");
        int offset = ThreadLocalRandom.current().nextInt(10_000, 30_000);
        var command = new ArrayList<>(List.of(
                order.project().resolve("river").toString(),
                "up",
                "--ephemeral",
                "--port-offset",
                String.valueOf(offset)));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("told").toFile())
                .start();
        return new RunningUp(folder, offset, process);
    }

    /** Where a port is that has a usual number. */
    int port(int usual) {
        return usual + offset;
    }

    /** Whether it has told so. */
    boolean tells(String words) {
        try {
            return Files.readString(folder.resolve("told")).contains(words);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Folders.delete(folder);
    }
}
