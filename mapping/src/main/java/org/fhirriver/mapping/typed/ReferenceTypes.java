package org.fhirriver.mapping.typed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.mapping.pipeline.ColumnType;

/** Tells what expressions lead to as far as it is written down somewhere else, before there is a record. */
@FunctionalInterface
public interface ReferenceTypes {

    /** The type of resource that {@code reference('pipeline', …)} refers to; empty when there is no such pipeline. */
    Optional<String> of(String pipeline);

    /** The Codings that {@code translate('map', …)} can give; none when there is no such map. */
    default List<Map<String, Object>> codings(String map) {
        return List.of();
    }

    /** The type that a column of the record is declared with. */
    default Optional<ColumnType> column(String name) {
        return Optional.empty();
    }

    /** Knows nothing. */
    static ReferenceTypes none() {
        return pipeline -> Optional.empty();
    }
}
