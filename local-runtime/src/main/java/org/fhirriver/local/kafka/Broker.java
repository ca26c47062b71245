package org.fhirriver.local.kafka;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** A running Kafka broker in this JVM, which is its own controller. */
public final class Broker implements AutoCloseable {

    private final BrokerSettings settings;
    private final KafkaRaftServer server;

    private Broker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Starts a broker, in an empty folder a new cluster; it is ready for clients when this returns. */
    public static Broker start(BrokerSettings settings) {
        format(settings);
        var server = new KafkaRaftServer(new KafkaConfig(settings.properties()), Time.SYSTEM);
        server.startup();
        return new Broker(settings, server);
    }

    /** The address for clients. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** Waits until the broker stops. */
    public void awaitStop() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(BrokerSettings settings) {
        if (Files.exists(settings.folder().resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(settings.folder());
            new Formatter()
                    .setPrintStream(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(settings.folder().toAbsolutePath().toString())
                    .setMetadataLogDirectory(settings.folder().toAbsolutePath().toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) { // Formatter.run() declares no narrower one.
            throw new IllegalStateException("Cannot prepare " + settings.folder() + " for Kafka", e);
        }
    }
}
