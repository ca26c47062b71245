package org.fhirriver.local.river;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets one river at a time use a state folder; the system gives the lock back when the process ends. */
public final class RiverLock implements AutoCloseable {

    private final FileChannel channel;

    private RiverLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock of a state folder; empty when another process has it. */
    public static Optional<RiverLock> take(RiverHome home) throws IOException {
        Files.createDirectories(home.folder());
        FileChannel channel = FileChannel.open(
                home.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        channel.force(false);
        return Optional.of(new RiverLock(channel));
    }

    /** Whether a process has the lock of a state folder. */
    public static boolean isTaken(RiverHome home) throws IOException {
        if (!Files.exists(home.lock())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return tryLock(channel) == null;
        }
    }

    /** The number of the process that took the lock last. */
    public static String holder(RiverHome home) throws IOException {
        Path file = home.lock();
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // This very process has it.
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
