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

    private static final String OUTPUTS_SUFFIX = Topics.outputs("");

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
        if (Topics.isTouched(topic) || topic.startsWith(Topics.SEARCHES)) {
            return TOUCHED;
        }
        return topic.endsWith(OUTPUTS_SUFFIX) ? OUTPUTS : RECORD;
    }

    /**
     * The topic whose number of partitions a topic shares: the outputs of the records of one partition stand in the
     * partition of the same number, and a record topic may have been made by someone else.
     */
    static String modelOf(String topic) {
        return of(topic) == OUTPUTS ? topic.substring(0, topic.length() - OUTPUTS_SUFFIX.length()) : topic;
    }

    String declaredAs() {
        return name().toLowerCase(Locale.ROOT);
    }
}
