package org.fhirriver.hapi.mapper;

import java.util.Map;
import org.fhirriver.hapi.RecordEvent;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to be mapped.
 *
 * @param about where it comes from
 * @param values the canonical record; not changed by those who map it
 */
public record Incoming(RecordEvent.About about, Map<String, @Nullable Object> values) {

    /** Only where it comes from: values belong to patients, and so may a key. */
    @Override
    public String toString() {
        return "a record of " + about.pipeline();
    }
}
