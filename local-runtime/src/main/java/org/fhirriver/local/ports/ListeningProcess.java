package org.fhirriver.local.ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the process that listens on a TCP port: in {@code /proc} where there is one, with {@code lsof} elsewhere. */
final class ListeningProcess {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private ListeningProcess() {}

    /** The process, when it can be known: those of other users often cannot. */
    static Optional<ProcessHandle> on(int port) {
        try {
            return Files.isReadable(PROC.resolve("net/tcp")) ? inProc(port) : withLsof(port);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> inProc(int port) throws IOException {
        Set<String> sockets = new HashSet<>();
        for (String table : new String[] {"net/tcp", "net/tcp6"}) {
            if (Files.isReadable(PROC.resolve(table))) {
                sockets.addAll(sockets(PROC.resolve(table), port));
            }
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes.filter(process -> holdsOne(process.pid(), sockets)).findFirst();
        }
    }

    /** The links that the listening sockets of a port appear as among a process's open files. */
    private static Set<String> sockets(Path table, int port) throws IOException {
        String local = ":%04X".formatted(port);
        Set<String> sockets = new HashSet<>();
        for (String line : Files.readAllLines(table, StandardCharsets.US_ASCII)) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length > 9 && columns[1].endsWith(local) && columns[3].equals(LISTENING)) {
                sockets.add("socket:[" + columns[9] + "]");
            }
        }
        return sockets;
    }

    private static boolean holdsOne(long pid, Set<String> sockets) {
        Path descriptors = PROC.resolve(String.valueOf(pid)).resolve("fd");
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                if (sockets.contains(linkOf(descriptor))) {
                    return true;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Another user's process, or one that has just ended.
        }
        return false;
    }

    private static String linkOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<ProcessHandle> withLsof(int port) throws IOException {
        Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = lsof.inputReader(StandardCharsets.US_ASCII).lines()) {
            return lines.findFirst().map(Long::parseLong).flatMap(ProcessHandle::of);
        }
    }
}
