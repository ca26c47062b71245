package org.fhirriver.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running child, which ends at the latest with this process. */
public final class ChildProcess {

    /** A log that has grown so large is set aside when the child starts again. */
    private static final long LARGE_LOG = 20L * 1024 * 1024;

    private final Process process;
    private final PidFile pidFile;

    private ChildProcess(Process process, PidFile pidFile) {
        this.process = process;
        this.pidFile = pidFile;
    }

    /** Starts a child. */
    public static ChildProcess start(ChildSpec spec) throws IOException {
        Files.createDirectories(spec.log().toAbsolutePath().getParent());
        setAside(spec.log());
        var command = new ArrayList<>(Detached.prefix());
        command.addAll(spec.command());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        Process process = builder.start();
        var child = new ChildProcess(process, new PidFile(spec.pidFile()));
        child.pidFile.write(process.toHandle());
        return child;
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit status, once it has ended; over 128 for a signal. */
    public CompletableFuture<Integer> end() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Waits for its end for a while, and says whether it has ended. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks it to stop, and kills it when it has not done so in time. */
    public void stop(Duration grace) throws InterruptedException, IOException {
        process.destroy();
        if (!awaitEnd(grace)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        pidFile.delete();
    }

    private static void setAside(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGE_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
