package org.fhirriver.mapping.pipeline;

import org.fhirriver.mapping.source.LocatedMap;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.jspecify.annotations.Nullable;

/**
 * One resource that a record becomes.
 *
 * @param name unique in the pipeline and part of the computed id; the resource type unless the file says otherwise
 * @param resourceType the type that the template writes
 * @param id a FHIRPath expression for the id; null for a computed one
 * @param when a FHIRPath expression; where it is not true, the resource does not exist; null for always
 * @param template the resource in the FHIRPath Mapping Language
 * @param position where the rule begins
 */
public record ResourceRule(
        String name,
        String resourceType,
        @Nullable LocatedScalar id,
        @Nullable LocatedScalar when,
        LocatedMap template,
        Position position) {}
