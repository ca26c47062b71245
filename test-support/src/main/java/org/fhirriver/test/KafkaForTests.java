package org.fhirriver.test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.fhirriver.local.kafka.Broker;
import org.fhirriver.local.kafka.BrokerSettings;
import org.fhirriver.local.ports.FreePorts;

/** A Kafka broker in this JVM, on a port of its own, that leaves nothing behind. */
public final class KafkaForTests implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final Broker broker;

    private KafkaForTests(Path folder, Broker broker) {
        this.folder = folder;
        this.broker = broker;
    }

    /** Starts an empty broker; it takes about two seconds, and less for the next one in the same JVM. */
    public static KafkaForTests start() {
        for (int attempt = 1; ; attempt++) {
            Path folder = TemporaryFolders.create("kafka");
            try {
                var settings = new BrokerSettings(folder, FreePorts.next(), FreePorts.next());
                return new KafkaForTests(folder, Broker.start(settings));
            } catch (KafkaException e) {
                TemporaryFolders.delete(folder);
                // Another process may have taken the port in between.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The address for clients. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Makes a topic, which can be written to at once when this returns. */
    public void createTopic(String name, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
            TopicLeaders.await(admin, name, partitions);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot make the topic " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while making the topic " + name, e);
        }
    }

    @Override
    public void close() {
        broker.close();
        TemporaryFolders.delete(folder);
    }
}
