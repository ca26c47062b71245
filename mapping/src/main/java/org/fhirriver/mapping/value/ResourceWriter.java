package org.fhirriver.mapping.value;

import java.util.Map;
import java.util.Optional;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Type;

/** Writes whole resources within a resource: contained ones, entries of a Bundle. */
final class ResourceWriter implements ValueWriter {

    private final ValueWriters writers;

    ResourceWriter(ValueWriters writers) {
        this.writers = writers;
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        if (!(value instanceof Map<?, ?> resource)) {
            throw Unfit.type(value, "a resource");
        }
        Optional<Type> type = resource.get("resourceType") instanceof String name
                ? Definitions.r4().type(name).filter(found -> found.isResource() && !found.isAbstract())
                : Optional.empty();
        if (type.isEmpty()) {
            throw new Unfit("an object without a resourceType of R4 is no resource");
        }
        out.raw('{');
        out.raw(JsonBuffer.name("resourceType"));
        out.text(type.get().name());
        writers.object(type.get().name()).writeFields(resource, out);
        out.raw('}');
        return true;
    }
}
