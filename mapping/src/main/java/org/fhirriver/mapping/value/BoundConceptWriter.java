package org.fhirriver.mapping.value;

import java.util.List;
import java.util.Map;
import org.fhirriver.r4.ValueSet;
import org.jspecify.annotations.Nullable;

/** Writes concepts one of whose codings must be from a value set. */
final class BoundConceptWriter implements ValueWriter {

    private final ObjectWriter object;
    private final ValueSet required;

    BoundConceptWriter(ObjectWriter object, ValueSet required) {
        this.object = object;
        this.required = required;
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        Map<?, ?> concept = Conversions.object(value, "CodeableConcept");
        if (!object.write(concept, out)) {
            return false;
        }
        if (concept.get("coding") instanceof List<?> codings && codings.stream().anyMatch(this::isRequired)) {
            return true;
        }
        throw new Unfit("no coding is one of " + CodeWriter.allowed(required) + " of " + systems());
    }

    private boolean isRequired(@Nullable Object coding) {
        return coding instanceof Map<?, ?> map
                && map.get("system") instanceof String system
                && map.get("code") instanceof String code
                && required.contains(system, code);
    }

    private String systems() {
        return String.join(", ", required.systems());
    }
}
