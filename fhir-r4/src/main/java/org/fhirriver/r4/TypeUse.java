package org.fhirriver.r4;

import java.util.List;
import java.util.Locale;

/**
 * A type as an element uses it.
 *
 * @param code the type's name as {@link Definitions#type} knows it: {@code string}, {@code Reference},
 *     {@code SimpleQuantity}, {@code Patient.contact}
 * @param targets the types of resource that a Reference or canonical may point to; empty: any
 */
public record TypeUse(String code, List<String> targets) {

    public TypeUse {
        targets = List.copyOf(targets);
    }

    /** What follows the element's name where this type is one of several: {@code Quantity} in {@code valueQuantity}. */
    public String suffix() {
        String name = code.equals("SimpleQuantity") ? "Quantity" : code;
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Whether a reference to such a resource may stand here. */
    public boolean allowsTarget(String resourceType) {
        return targets.isEmpty() || targets.contains(resourceType);
    }
}
