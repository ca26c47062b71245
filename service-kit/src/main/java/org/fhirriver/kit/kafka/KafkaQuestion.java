package org.fhirriver.kit.kafka;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.fhirriver.kit.health.HealthWatch;

/** Asks whether a broker answers. */
public final class KafkaQuestion implements HealthWatch.Question {

    private static final int MILLIS = 5_000;

    private final Admin admin;

    public KafkaQuestion(Admin admin) {
        this.admin = admin;
    }

    @Override
    public Optional<String> ask() {
        try {
            boolean none = admin.describeCluster(new DescribeClusterOptions().timeoutMs(MILLIS))
                    .nodes()
                    .get(MILLIS * 2, TimeUnit.MILLISECONDS)
                    .isEmpty();
            return none ? Optional.of("Kafka has no broker") : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("Kafka does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
