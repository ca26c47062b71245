package org.fhirriver.test;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A real MySQL: the one at {@code RIVER_TEST_MYSQL_URL}, such as {@code mysql://root:secret@localhost:3306}, or a
 * container where Docker is at hand.
 *
 * <p>Its databases have names that nobody else's have, and are gone in the end.
 */
public final class MySqlForTests implements DatabaseServer {

    private static final String GIVEN = "RIVER_TEST_MYSQL_URL";
    private static final String IMAGE = "mysql:8.4";
    private static final int PORT = 3306;
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    /** MySQL takes a password over TLS only. */
    private static final String OPTIONS = "?sslMode=trust";

    private final URI server;
    private final Runnable stop;
    private final Map<String, String> databases = new HashMap<>();

    private MySqlForTests(URI server, Runnable stop) {
        this.server = server;
        this.stop = stop;
    }

    /** A real MySQL; the test is skipped, and says why, where there is none. */
    public static MySqlForTests startReal() {
        Optional<String> given = Optional.ofNullable(System.getenv(GIVEN));
        if (given.isPresent()) {
            return new MySqlForTests(URI.create(given.get()), () -> {});
        }
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "No real MySQL: neither " + GIVEN + " nor Docker is there");
        var container = new GenericContainer<>(IMAGE)
                .withEnv("MYSQL_ROOT_PASSWORD", "secret")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forLogMessage(".*ready for connections.*port: 3306.*", 1)
                        .withStartupTimeout(STARTS_WITHIN));
        container.start();
        String address = "mysql://root:secret@%s:%d".formatted(container.getHost(), container.getMappedPort(PORT));
        return new MySqlForTests(URI.create(address), container::stop);
    }

    @Override
    public String host() {
        return server.getHost();
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String user() {
        return server.getUserInfo().replaceFirst(":.*", "");
    }

    @Override
    public String password() {
        return server.getUserInfo().replaceFirst("[^:]*:?", "");
    }

    @Override
    public String createDatabase(String name) throws SQLException {
        String database = name + "_" + UUID.randomUUID().toString().substring(0, 8);
        inServer("CREATE DATABASE `" + database + "`");
        databases.put(name, database);
        return "jdbc:mysql://%s:%d/%s%s".formatted(host(), port(), database, OPTIONS);
    }

    @Override
    public String nameOf(String database) {
        return databases.getOrDefault(database, database);
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://%s:%d/%s%s".formatted(host(), port(), nameOf(database), OPTIONS), user(), password());
    }

    private void inServer(String sql) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            for (String database : databases.values()) {
                inServer("DROP DATABASE `" + database + "`");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The test's databases cannot be removed", e);
        } finally {
            stop.run();
        }
    }
}
