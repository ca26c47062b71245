package org.fhirriver.messages;

import java.util.Optional;

/**
 * The key of a message on a FHIR topic, written {@code <ResourceType>/<id>}.
 *
 * @param type the resource's type
 * @param id its logical id
 */
public record ResourceKey(String type, String id) {

    /** Reads what {@link #toString()} writes; empty when the text is none. */
    public static Optional<ResourceKey> parse(String text) {
        int slash = text.indexOf('/');
        boolean fits = slash > 0 && slash < text.length() - 1 && text.indexOf('/', slash + 1) < 0;
        return fits
                ? Optional.of(new ResourceKey(text.substring(0, slash), text.substring(slash + 1)))
                : Optional.empty();
    }

    /** The topic that the resource's states are published to. */
    public String topic() {
        return Topics.fhir(type);
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
