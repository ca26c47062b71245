package org.fhirriver.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A database server that outlived whoever started it, known by the file in which it writes its process's number.
 *
 * @param sign the file, whose first line is the number
 * @param program the server's program: another one that has the number by now is left alone
 */
public record LeftoverServer(Path sign, Path program) {

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Ends the server if it runs, and removes the sign: a server that starts could take it for its own. */
    public void end() throws IOException {
        if (!Files.exists(sign)) {
            return;
        }
        String firstLine = Files.readString(sign).lines().findFirst().orElse("").strip();
        Optional<ProcessHandle> server = firstLine.chars().allMatch(Character::isDigit) && !firstLine.isEmpty()
                ? ProcessHandle.of(Long.parseLong(firstLine)).filter(this::isOurs)
                : Optional.empty();
        server.ifPresent(LeftoverServer::end);
        Files.deleteIfExists(sign);
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            return process.info()
                    .command()
                    .filter(program.toRealPath().toString()::equals)
                    .isPresent();
        } catch (IOException e) {
            return false; // Without its program there is no server.
        }
    }

    private static void end(ProcessHandle server) {
        List<ProcessHandle> all =
                Stream.concat(server.descendants(), Stream.of(server)).toList();
        server.destroy();
        try {
            server.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
