package org.fhirriver.extractor.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record beside what it would become.
 *
 * @param key the record's key; null for a row without one
 * @param record its columns and children
 * @param resources the resources that would be published, the deleted ones among them
 * @param rejected why it would become none; null when it would
 * @param element the path of the element that could not be written, where there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewedRecord(
        @Nullable String key,
        Map<String, @Nullable Object> record,
        List<PreviewedResource> resources,
        @Nullable String rejected,
        @Nullable String element) {

    public PreviewedRecord {
        resources = List.copyOf(resources);
    }
}
