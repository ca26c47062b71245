package org.fhirriver.extractor.touches;

import org.fhirriver.messages.Topics;

/** How urgent touched keys are; each pipeline has a topic for each. */
enum Lane {
    LIVE,
    /** To be read once more, a while after the first time. */
    AGAIN,
    BULK;

    String topic(String pipeline) {
        return switch (this) {
            case LIVE -> Topics.touched(pipeline);
            case AGAIN -> Topics.touchedAgain(pipeline);
            case BULK -> Topics.touchedInBulk(pipeline);
        };
    }
}
