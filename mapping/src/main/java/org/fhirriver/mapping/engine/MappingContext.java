package org.fhirriver.mapping.engine;

import java.time.Instant;

/**
 * What a mapping sees beside the record.
 *
 * @param extractedAt when the record was read; {@code now()} tells this
 */
public record MappingContext(Instant extractedAt) {}
