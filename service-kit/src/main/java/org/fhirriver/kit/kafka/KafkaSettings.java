package org.fhirriver.kit.kafka;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fhirriver.kit.settings.Settings;

/**
 * How to reach Kafka. {@code KAFKA_BOOTSTRAP_SERVERS} is required; any other client property is given by its name in
 * capitals, as {@code KAFKA_SECURITY_PROTOCOL} for {@code security.protocol}.
 */
public final class KafkaSettings {

    private static final String PREFIX = "KAFKA_";

    /** A message of 16 MiB and 64 KiB of its headers, and as much again for what a dead letter adds to them. */
    private static final int LARGEST_DEAD_LETTER = 16 * 1024 * 1024 + 128 * 1024;

    private final Map<String, String> properties;

    private KafkaSettings(Map<String, String> properties) {
        this.properties = Map.copyOf(properties);
    }

    /** Reads the settings whose names begin with {@code KAFKA_}. */
    public static KafkaSettings from(Settings settings) {
        Map<String, String> properties = new TreeMap<>();
        settings.startingWith(PREFIX).forEach((name, value) -> {
            if (!name.endsWith("_FILE")) {
                properties.put(property(name), value);
            } else {
                String target = name.substring(0, name.length() - "_FILE".length());
                settings.optional(target).ifPresent(content -> properties.put(property(target), content));
            }
        });
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.required("KAFKA_BOOTSTRAP_SERVERS"));
        return new KafkaSettings(properties);
    }

    /** Settings that name the brokers and nothing else. */
    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** The brokers to begin with, as {@code host:port,host:port}. */
    public String bootstrapServers() {
        return properties.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
    }

    /** A client that creates and describes topics. */
    public Admin admin() {
        return Admin.create(base());
    }

    /**
     * A transactional producer: idempotent, {@code acks=all}, lz4.
     *
     * @param transactionalId stable over restarts of the same instance, so that a restart ends what a crash left open
     */
    public Producer<byte[], byte[]> transactionalProducer(String transactionalId) {
        Properties config = base();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        // A transaction lasts ten seconds at most; what a process leaves open keeps readers waiting for this long.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_DEAD_LETTER);
        config.putAll(properties);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A consumer of a group that sees committed messages only, begins at the earliest offset, commits nothing by
     * itself and finds new topics within seconds.
     *
     * @param group the consumer group
     * @param instance names the member over restarts, so that a restarted one goes on at once with its partitions
     */
    public Consumer<byte[], byte[]> consumer(String group, String instance) {
        return consumer(group, instance, Map.of());
    }

    /**
     * The same with other properties.
     *
     * @param more properties that stand in the place of what is usual here
     */
    public Consumer<byte[], byte[]> consumer(String group, String instance, Map<String, Object> more) {
        Properties config = reading();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        config.putAll(more);
        config.putAll(properties);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer without a group, for reading a topic from its beginning. */
    public Consumer<byte[], byte[]> reader() {
        Properties config = reading();
        config.putAll(properties);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer without a group that sees what stands in open and in aborted transactions, too. */
    public Consumer<byte[], byte[]> uncommittedReader() {
        Properties config = reading();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        config.putAll(properties);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Properties reading() {
        Properties config = base();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 3_000);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 * 1024 * 1024);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
        return config;
    }

    private Properties base() {
        Properties config = new Properties();
        config.putAll(properties);
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        config.put("metrics.num.samples", 1);
        return config;
    }

    private static String property(String name) {
        return name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
