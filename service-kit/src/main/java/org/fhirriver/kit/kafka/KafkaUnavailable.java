package org.fhirriver.kit.kafka;

/** Kafka does not answer, or not in time; asking again later may help. */
public final class KafkaUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KafkaUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
