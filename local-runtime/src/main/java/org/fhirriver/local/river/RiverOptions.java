package org.fhirriver.local.river;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a person asked for.
 *
 * @param home the state folder
 * @param pipelines the folder of the pipelines
 * @param ports where everything listens
 * @param export rows of a Synthea export, to be loaded in place of the sample
 * @param connectors the project's folder of connectors, when Kafka Connect starts too
 * @param capture whether changes are captured from the databases' logs
 * @param environment the addresses and secrets that are given; an address replaces the embedded part
 */
public record RiverOptions(
        RiverHome home,
        Path pipelines,
        Ports ports,
        Optional<Path> export,
        Optional<Path> connectors,
        boolean capture,
        Map<String, String> environment) {

    public RiverOptions {
        pipelines = pipelines.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** Whether the records of a source system belong to the main job: with an export, only Synthea's. */
    public boolean includes(String system) {
        return export.isEmpty() || system.equals(Databases.SYNTHEA);
    }

    /** A setting of the environment, if it is there and not empty. */
    Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Whether an embedded broker is needed. */
    boolean embedsKafka() {
        return given("KAFKA_BOOTSTRAP_SERVERS").isEmpty();
    }

    /** Whether an embedded SFTP server is needed. */
    boolean embedsSftp() {
        return connectors.isPresent() && given("SFTP_HOST").isEmpty();
    }

    /** Whether an embedded store is needed. */
    boolean embedsStore() {
        return given("MONGODB_URI").isEmpty();
    }
}
