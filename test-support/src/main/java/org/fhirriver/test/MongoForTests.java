package org.fhirriver.test;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.Optional;
import java.util.UUID;
import org.fhirriver.local.store.StoreServer;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * An empty database of a server that speaks MongoDB's protocol.
 *
 * <p>{@link #start()} takes the store that {@code ./river up} embeds, in memory. {@link #startReal()} takes a real
 * MongoDB: the one at {@code RIVER_TEST_MONGODB_URI}, or a container where Docker is at hand.
 */
public final class MongoForTests implements AutoCloseable {

    private static final String IMAGE = "mongo:8.0";

    private final String server;
    private final String database = "test-" + UUID.randomUUID();
    private final Runnable stop;

    private MongoForTests(String server, Runnable stop) {
        this.server = server;
        this.stop = stop;
    }

    /** Starts the embedded store, in memory. */
    public static MongoForTests start() {
        StoreServer store = StoreServer.inMemory(0);
        return new MongoForTests(store.uri(), store::close);
    }

    /** A real MongoDB; the test is skipped, and says why, where there is none. */
    public static MongoForTests startReal() {
        Optional<String> given = Optional.ofNullable(System.getenv("RIVER_TEST_MONGODB_URI"));
        if (given.isPresent()) {
            return new MongoForTests(given.get(), () -> {});
        }
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "No real MongoDB: neither RIVER_TEST_MONGODB_URI nor Docker is there");
        var container = new MongoDBContainer(IMAGE);
        container.start();
        return new MongoForTests(container.getConnectionString(), container::stop);
    }

    /** The address with a database of this test's own, as {@code MONGODB_URI} has it. */
    public String uri() {
        int options = server.indexOf('?');
        String address = options < 0 ? server : server.substring(0, options);
        String parameters = options < 0 ? "" : server.substring(options);
        int slash = address.indexOf('/', "mongodb://".length());
        return (slash < 0 ? address : address.substring(0, slash)) + "/" + database + parameters;
    }

    /** The database's name. */
    public String database() {
        return database;
    }

    @Override
    public void close() {
        try (MongoClient client = MongoClients.create(new ConnectionString(uri()))) {
            client.getDatabase(database).drop();
        } finally {
            stop.run();
        }
    }
}
