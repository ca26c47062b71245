package org.fhirriver.extractor.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource that would be published.
 *
 * @param reference its type and id, as {@code Patient/123}
 * @param deleted whether it would be deleted
 * @param resource the resource as JSON; null for a deleted one
 * @param validation what the validator says about it; empty when nothing is wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewedResource(
        String reference,
        boolean deleted,
        @JsonRawValue @Nullable String resource,
        List<Remark> validation) {

    public PreviewedResource {
        validation = List.copyOf(validation);
    }

    /** Something that the validator remarks. */
    public record Remark(String severity, String path, String message) {}
}
