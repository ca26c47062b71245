package org.fhirriver.mapping.pipeline;

import java.nio.file.Path;
import java.time.ZoneId;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.terminology.CodeMaps;
import org.jspecify.annotations.Nullable;

/**
 * A system that records come from: one folder with a {@code source.yaml}.
 *
 * @param name part of every computed id
 * @param folder where its pipelines, maps, hooks and functions are
 * @param zone the default of its pipelines; null when each pipeline names its own
 * @param database null when nothing is extracted from it by SQL
 * @param maps what {@code translate} looks codes up in
 * @param position where the name is written
 */
public record SourceSystem(
        String name,
        Path folder,
        @Nullable ZoneId zone,
        @Nullable Database database,
        CodeMaps maps,
        Position position) {}
