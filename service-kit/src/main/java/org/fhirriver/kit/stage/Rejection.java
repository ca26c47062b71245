package org.fhirriver.kit.stage;

import java.util.List;
import java.util.Optional;
import org.fhirriver.messages.ResourceKey;

/**
 * Why a message cannot be taken.
 *
 * @param cause why, in words and without any value of the record
 * @param pipeline the pipeline that the message belongs to, where that is known
 * @param element the path of the element that could not be written, where there is one
 * @param resources the resources that the message would have brought up to date, where they are known; what the store
 *     has of them is stale from now on
 */
public record Rejection(
        String cause, Optional<String> pipeline, Optional<String> element, List<ResourceKey> resources) {

    public Rejection {
        resources = List.copyOf(resources);
    }

    /** A rejection of a message of a pipeline. */
    public static Rejection of(String pipeline, String cause) {
        return new Rejection(cause, Optional.of(pipeline), Optional.empty(), List.of());
    }
}
