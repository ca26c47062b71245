package org.fhirriver.connect.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fhirriver.local.sftp.SftpServer;

/** A server with the three folders, and a configuration that reads them. */
final class Drop implements AutoCloseable {

    static final String PASSWORD = "pass word";

    private final Path folder;
    private final SftpServer server;

    Drop(Path folder) {
        this.folder = folder;
        try {
            for (String each : List.of("input", "finished", "error")) {
                Files.createDirectories(folder.resolve("files").resolve(each));
            }
            server = SftpServer.start(folder.resolve("files"), folder.resolve("key"), 0, "river", PASSWORD);
            Files.writeString(folder.resolve("known_hosts"), server.knownHost() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SftpServer server() {
        return server;
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** A configuration with other keys as given: key, value, key, value. */
    Map<String, String> configuration(String... others) {
        var keys = new HashMap<String, String>();
        keys.put("name", "drop");
        keys.put("sftp.host", "localhost");
        keys.put("sftp.port", String.valueOf(server.port()));
        keys.put("sftp.username", "river");
        keys.put("sftp.password", PASSWORD);
        keys.put("sftp.known.hosts", knownHosts().toString());
        keys.put("sftp.connection.backoff.ms", "10");
        keys.put("input.path", "input");
        keys.put("finished.path", "finished");
        keys.put("error.path", "error");
        keys.put("input.file.pattern", "(.*?)\\.(csv|gz|zip)");
        keys.put("kafka.topic", "t");
        keys.put("schema.generation.enabled", "true");
        keys.put("file.minimum.age.ms", "0");
        keys.put("empty.poll.wait.ms", "10");
        for (int i = 0; i < others.length; i += 2) {
            keys.put(others[i], others[i + 1]);
        }
        return keys;
    }

    /** Puts a file into the input folder at once. */
    void put(String name, byte[] content) {
        try {
            Path file = Files.write(folder.resolve(name), content);
            Files.move(file, file("input", name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String name, String content) {
        put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String where, String name) {
        return folder.resolve("files").resolve(where).resolve(name);
    }

    List<String> names(String where) {
        try (Stream<Path> files = Files.list(folder.resolve("files").resolve(where))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
