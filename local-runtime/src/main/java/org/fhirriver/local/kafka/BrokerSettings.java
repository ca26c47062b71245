package org.fhirriver.local.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a broker keeps its data and listens.
 *
 * @param folder its data; made when it does not exist
 * @param port for clients, on the loopback interface
 * @param controllerPort for the broker's own controller, on the loopback interface
 */
public record BrokerSettings(Path folder, int port, int controllerPort) {

    /** The address for clients. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Kafka's own properties for a single node that is broker and controller in one. */
    Map<String, String> properties() {
        var properties = new TreeMap<String, String>();
        properties.put("node.id", "1");
        properties.put("process.roles", "broker,controller");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", folder.toAbsolutePath().toString());
        oneNode(properties);
        modest(properties);
        properties.put("auto.create.topics.enable", "false");
        // Records of up to 16 MiB, and their headers.
        properties.put("message.max.bytes", String.valueOf(17 * 1024 * 1024));
        // A laptop may rest for longer than Kafka's week: what was consumed must not be consumed again.
        properties.put("offsets.retention.minutes", String.valueOf(5 * 365 * 24 * 60));
        return properties;
    }

    private static void oneNode(Map<String, String> properties) {
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // After a SIGKILL the broker's former registration has to time out before it may register again.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
    }

    /** Threads and buffers for one machine with little memory; the defaults are for a server of its own. */
    private static void modest(Map<String, String> properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
    }
}
