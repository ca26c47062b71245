package org.fhirriver.mapping.pipeline;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.fhirriver.mapping.source.Position;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline file: where its records come from and which FHIR resources they become.
 *
 * @param name the topic of its records, and its name in the HTTP API
 * @param system the system whose folder holds the file
 * @param key the record's key columns
 * @param columnNames every column that the file names outside of expressions
 * @param extraction where records come from
 * @param zone what local times of its records are in
 * @param hook the Java file of its hook; null for none
 * @param validation what the validator does with its resources
 * @param other another way to map, beside the resources' templates or instead of them; null for none
 * @param resources in the file's order; empty only where a hook or another way to map makes the resources
 * @param file the file itself
 * @param position where its name is written
 */
public record Pipeline(
        String name,
        SourceSystem system,
        List<String> key,
        List<ColumnName> columnNames,
        Extraction extraction,
        ZoneId zone,
        @Nullable Path hook,
        Validation validation,
        @Nullable OtherMapping other,
        List<ResourceRule> resources,
        Path file,
        Position position) {

    public Pipeline {
        key = List.copyOf(key);
        columnNames = List.copyOf(columnNames);
        resources = List.copyOf(resources);
    }

    /** The resource rule of a name. */
    public Optional<ResourceRule> resource(String ruleName) {
        return resources.stream().filter(rule -> rule.name().equals(ruleName)).findFirst();
    }
}
