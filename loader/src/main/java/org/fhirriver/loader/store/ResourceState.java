package org.fhirriver.loader.store;

import org.fhirriver.messages.Origin;
import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * A state of a resource as it came from a FHIR topic.
 *
 * @param key the resource
 * @param json the resource in FHIR JSON; null when it is deleted
 * @param position where the state stands on its FHIR topic
 * @param source where it comes from
 * @param overtakes whether older states of the resource, of which the store knows nothing, were left out for this one
 */
public record ResourceState(
        ResourceKey key, byte @Nullable [] json, Origin position, Source source, boolean overtakes) {

    /**
     * Where a state comes from; each part is null when the message does not say.
     *
     * @param pipeline the pipeline that mapped it
     * @param recordKey the key of the record
     * @param batch the batch that extracted the record
     * @param origin where the record stands, as {@code topic-partition@offset}
     */
    public record Source(
            @Nullable String pipeline,
            @Nullable String recordKey,
            @Nullable String batch,
            @Nullable String origin) {}

    boolean isDelete() {
        return json == null;
    }
}
