package org.fhirriver.extractor.touches;

import org.fhirriver.messages.Topics;

/** How urgent touched keys are; each pipeline has a topic for each. */
enum Lane {
    LIVE,
    /** To be read once more, a while after the first time. */
    AGAIN,
    BULK;

    /** The lane that a topic is for. */
    static Lane of(String topic) {
        String pipeline = OneOwner.pipeline(topic);
        for (Lane lane : values()) {
            if (lane.topic(pipeline).equals(topic)) {
                return lane;
            }
        }
        throw new IllegalStateException("No topic of touched keys: " + topic);
    }

    String topic(String pipeline) {
        return switch (this) {
            case LIVE -> Topics.touched(pipeline);
            case AGAIN -> Topics.touchedAgain(pipeline);
            case BULK -> Topics.touchedInBulk(pipeline);
        };
    }
}
