package org.fhirriver.hapi.mapper;

import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a resource.
 *
 * @param key its type and id
 * @param json the resource; null when it does not exist, or no longer
 * @param findings an OperationOutcome as JSON with what the validator found; null when it found nothing or was not asked
 */
public record ResourceState(ResourceKey key, byte @Nullable [] json, byte @Nullable [] findings) {

    /** A resource that exists. */
    public static ResourceState written(ResourceKey key, byte[] json) {
        return new ResourceState(key, json, null);
    }

    /** A resource that does not exist, or no longer. */
    public static ResourceState deleted(ResourceKey key) {
        return new ResourceState(key, null, null);
    }

    @Override
    public String toString() {
        return key + (json == null ? " deleted" : " of " + json.length + " bytes");
    }
}
