package org.fhirriver.connect.jdbc.settings;

import java.time.ZoneId;

/**
 * How columns become fields.
 *
 * @param zone of timestamps that are stored without one
 * @param keys the columns of the record's key; without a rule the primary key
 */
public record ValueSettings(
        NumericMapping numbers,
        TimestampGranularity granularity,
        TemporalMapping temporal,
        ZoneId zone,
        ColumnRules keys) {}
