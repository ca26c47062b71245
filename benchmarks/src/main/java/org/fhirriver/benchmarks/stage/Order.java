package org.fhirriver.benchmarks.stage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a person wants to be measured.
 *
 * @param project the project's folder, built
 * @param seconds about how long each thing is measured
 * @param seed what the records follow from
 * @param flames where a flame graph of each service goes; nowhere unless one is wanted
 */
public record Order(Path project, double seconds, long seed, Optional<Path> flames) {

    /** The pipelines of the benchmarks. */
    public Path pipelines() {
        return project.resolve("benchmarks/pipelines").toAbsolutePath();
    }

    Path connectors() {
        return project.resolve("kafka_connect_connectors").toAbsolutePath();
    }

    /** As many records as are worked off in the wanted time at a rate, but no fewer than make a measurement. */
    int records(int aSecond) {
        return (int) Math.max(2 * aSecond, aSecond * seconds);
    }
}
