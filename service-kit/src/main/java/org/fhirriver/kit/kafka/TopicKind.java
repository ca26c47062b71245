package org.fhirriver.kit.kafka;

import java.util.Locale;
import org.fhirriver.messages.Topics;

/** The kinds of topics that {@code topics.yaml} declares. */
public enum TopicKind {
    RECORD,
    FHIR,
    DEAD,
    LEDGER,
    TOUCHED,
    OUTPUTS;

    /** The kind that a topic's name tells. */
    static TopicKind of(String topic) {
        if (topic.equals(Topics.LEDGER)) {
            return LEDGER;
        }
        if (topic.startsWith(Topics.FHIR_PREFIX)) {
            return FHIR;
        }
        if (topic.endsWith(".dead")) {
            return DEAD;
        }
        if (topic.endsWith(".touched")) {
            return TOUCHED;
        }
        return topic.endsWith(".outputs") ? OUTPUTS : RECORD;
    }

    String declaredAs() {
        return name().toLowerCase(Locale.ROOT);
    }
}
