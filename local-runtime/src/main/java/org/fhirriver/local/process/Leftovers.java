package org.fhirriver.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Children of a launcher that was killed.
 *
 * <p>They notice, and stop by themselves. Whoever starts next waits for that, and ends those that do not.
 *
 * @param folder where the children's pid files are
 */
public record Leftovers(Path folder) {

    /** Those that run, by the name of their pid file. */
    public Map<String, ProcessHandle> processes() throws IOException {
        Map<String, ProcessHandle> running = new TreeMap<>();
        for (PidFile file : pidFiles()) {
            String name = String.valueOf(file.path().getFileName());
            file.process()
                    .ifPresent(process -> running.put(name.substring(0, name.length() - ".pid".length()), process));
        }
        return running;
    }

    /** Waits until all have ended, and kills what has not by then; gives the number of those that were there. */
    public int end(Duration grace) throws IOException, InterruptedException {
        List<ProcessHandle> running = List.copyOf(processes().values());
        long deadline = System.nanoTime() + grace.toNanos();
        for (ProcessHandle process : running) {
            await(process, deadline - System.nanoTime());
        }
        for (PidFile file : pidFiles()) {
            file.delete();
        }
        return running.size();
    }

    private static void await(ProcessHandle process, long nanos) throws InterruptedException {
        process.destroy();
        try {
            process.onExit().get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process cannot fail", e);
        }
    }

    private List<PidFile> pidFiles() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .map(PidFile::new)
                    .toList();
        }
    }
}
