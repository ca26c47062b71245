package org.fhirriver.mapping.engine;

import org.fhirriver.messages.ResourceKey;

/** What becomes of one resource of a record. */
public sealed interface MappedResource {

    /** Its type and id. */
    ResourceKey key();

    /** The resource exists and looks like this. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes go straight to the wire, and nobody compares them
    record Written(ResourceKey key, byte[] json) implements MappedResource {}

    /** The resource does not exist. */
    record Deleted(ResourceKey key) implements MappedResource {}
}
