package org.fhirriver.local.river;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How everything is reached.
 *
 * @param kafka the brokers
 * @param mongodb the store's connection string, which may hold a password
 * @param extractor the extractor's API
 * @param transformer the transformer's health and metrics
 * @param loader the loader's health and metrics
 * @param connect Kafka Connect's REST API, where it runs
 * @param sftp the embedded SFTP server, where it runs
 */
public record Addresses(
        String kafka,
        String mongodb,
        String extractor,
        String transformer,
        String loader,
        String connect,
        String sftp) {

    /** The addresses of a river that is started like this. */
    public static Addresses of(RiverOptions options) {
        Ports ports = options.ports();
        return new Addresses(
                options.given("KAFKA_BOOTSTRAP_SERVERS").orElse("localhost:" + ports.kafka()),
                options.given("MONGODB_URI").orElse("mongodb://localhost:" + ports.store() + "/fhir"),
                "http://localhost:" + ports.extractor(),
                "http://localhost:" + ports.transformer(),
                "http://localhost:" + ports.loader(),
                "http://localhost:" + ports.connect(),
                "sftp://localhost:" + ports.sftp());
    }

    /** The addresses by the names of the parts that they lead to. */
    public Map<String, String> byName() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("extractor", extractor);
        names.put("transformer", transformer);
        names.put("loader", loader);
        names.put("connect", connect);
        names.put("sftp", sftp);
        names.put("kafka", kafka);
        names.put("store", mongodb);
        return names;
    }
}
