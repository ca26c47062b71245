package org.fhirriver.extractor.source;

import java.util.Map;
import org.fhirriver.messages.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * A record as it goes on the bus.
 *
 * @param key its key
 * @param values its columns and children, by name; not to be changed
 */
public record SourceRecord(RecordKey key, Map<String, @Nullable Object> values) {}
