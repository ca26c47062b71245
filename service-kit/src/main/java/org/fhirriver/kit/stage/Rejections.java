package org.fhirriver.kit.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Origin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What was rejected within a transaction, told in one line of the log for each cause. */
final class Rejections {

    private static final Logger log = LoggerFactory.getLogger(Rejections.class);
    private static final int MOST_LINES = 20;

    private final Map<Group, Seen> groups = new LinkedHashMap<>();

    private record Group(String pipeline, @Nullable String batch, String cause) {}

    private record Seen(String first, int count) {

        Seen more() {
            return new Seen(first, count + 1);
        }
    }

    void add(ConsumerRecord<?, ?> message, Rejection rejection) {
        Group group = new Group(
                rejection.pipeline().orElse("no pipeline"),
                StageOutput.header(message, Headers.BATCH),
                rejection.cause());
        Seen known = groups.get(group);
        if (known != null) {
            groups.put(group, known.more());
        } else if (groups.size() < MOST_LINES) {
            String origin = new Origin(message.topic(), message.partition(), message.offset()).toString();
            groups.put(group, new Seen(origin, 1));
        }
    }

    /** Writes the lines. */
    void tell() {
        groups.forEach((group, seen) -> {
            MDC.put("pipeline", group.pipeline());
            MDC.put("batch", group.batch());
            MDC.put("origin", seen.first());
            log.info("Rejected {} of {}: {}", seen.count(), group.pipeline(), group.cause());
        });
        MDC.clear();
    }
}
