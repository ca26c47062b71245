package org.fhirriver.extractor.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that is no record.
 *
 * @param key the record's key in canonical text; empty where there is none
 * @param values the row's columns
 * @param cause why, in words and without any value of the row
 */
public record RefusedRow(String key, Map<String, @Nullable Object> values, String cause) {}
