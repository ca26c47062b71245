package org.fhirriver.mapping.value;

import java.util.Map;
import org.fhirriver.r4.TypeUse;

/** Writes references, to resources of the types that the element allows. */
final class ReferenceWriter implements ValueWriter {

    private final ObjectWriter object;
    private final TypeUse use;

    ReferenceWriter(ObjectWriter object, TypeUse use) {
        this.object = object;
        this.use = use;
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        if (value instanceof ComputedReference computed) {
            References.checkType(computed.type(), use);
            computed.write(out);
            return true;
        }
        if (value instanceof Map<?, ?> map && map.get("reference") instanceof String reference) {
            References.check(reference.strip(), use);
        }
        return object.write(value, out);
    }
}
