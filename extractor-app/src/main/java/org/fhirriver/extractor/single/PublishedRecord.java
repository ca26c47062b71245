package org.fhirriver.extractor.single;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.fhirriver.messages.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A record and where it stands on the bus.
 *
 * @param key the record's key; null for a row without one
 * @param cause why it is a dead letter; null for a good record
 * @param record its columns and children; null for a deleted one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishedRecord(
        @Nullable String key,
        String topic,
        int partition,
        long offset,
        @Nullable String cause,
        @Nullable Map<String, @Nullable Object> record) {

    static PublishedRecord of(
            @Nullable String key, Origin at, @Nullable String cause, @Nullable Map<String, @Nullable Object> record) {
        return new PublishedRecord(key, at.topic(), at.partition(), at.offset(), cause, record);
    }
}
