package org.fhirriver.loader;

import com.mongodb.ConnectionString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.kit.kafka.KafkaSettings;
import org.fhirriver.kit.settings.Secret;
import org.fhirriver.kit.settings.Settings;

/**
 * The loader's settings.
 *
 * @param kafka how to reach Kafka
 * @param mongodbUri the connection string of MongoDB; a secret, for it may hold a password
 * @param group the consumer group
 * @param instance what tells this process from others of its group, the same over restarts
 * @param httpHost where health and metrics are answered
 * @param httpPort on which port; 0 for a free one
 * @param topics another file of topic declarations, if any
 */
record LoaderConfig(
        KafkaSettings kafka,
        Secret mongodbUri,
        String group,
        String instance,
        String httpHost,
        int httpPort,
        Optional<Path> topics) {

    private static final String DEFAULT_DATABASE = "fhir";

    static LoaderConfig from(Map<String, String> environment) {
        Settings settings = new Settings(environment, "LOADER_");
        int port = settings.integer("LOADER_HTTP_PORT", 0, 65_535, 5002);
        String uri = settings.required("MONGODB_URI");
        if (!uri.isEmpty() && !isConnectionString(uri)) {
            settings.problem("MONGODB_URI must be a connection string as mongodb://host:27017/fhir");
        }
        LoaderConfig config = new LoaderConfig(
                KafkaSettings.from(settings),
                new Secret(uri),
                settings.text("LOADER_GROUP", "loader"),
                settings.text(
                        "LOADER_INSTANCE",
                        hostName() + "-" + (port == 0 ? ProcessHandle.current().pid() : port)),
                settings.text("LOADER_HTTP_HOST", "127.0.0.1"),
                port,
                settings.optional("RIVER_TOPICS").map(Path::of));
        settings.check();
        return config;
    }

    ConnectionString connectionString() {
        return new ConnectionString(mongodbUri.reveal());
    }

    String database() {
        return Optional.ofNullable(connectionString().getDatabase()).orElse(DEFAULT_DATABASE);
    }

    private static boolean isConnectionString(String uri) {
        try {
            return !new ConnectionString(uri).getHosts().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
