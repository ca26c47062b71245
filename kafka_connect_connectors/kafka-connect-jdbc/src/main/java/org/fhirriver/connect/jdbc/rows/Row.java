package org.fhirriver.connect.jdbc.rows;

import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A row as it goes into its record.
 *
 * @param key null when the row has none
 */
public record Row(@Nullable String key, Struct value) {}
