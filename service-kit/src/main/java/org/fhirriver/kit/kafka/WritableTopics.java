package org.fhirriver.kit.kafka;

import java.util.Collection;

/** Makes topics ready before something is written to them. */
@FunctionalInterface
public interface WritableTopics {

    /**
     * Makes sure that the topics are there and can be written to. Returns at once for topics seen before.
     *
     * @throws KafkaUnavailable when Kafka does not answer in time; the caller may ask again
     */
    void ensure(Collection<String> topics);
}
