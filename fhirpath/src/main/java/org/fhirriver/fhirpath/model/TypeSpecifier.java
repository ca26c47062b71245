package org.fhirriver.fhirpath.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.TypeName;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.messages.DidYouMean;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Type;
import org.jspecify.annotations.Nullable;

/** A type that an expression names, found in FHIRPath's own types or in R4's. */
public final class TypeSpecifier {

    private static final Set<String> SYSTEM =
            Set.of("Any", "Boolean", "String", "Integer", "Long", "Decimal", "Date", "DateTime", "Time", "Quantity");

    private final String name;
    private final boolean isSystem;
    private final boolean isFhir;

    private TypeSpecifier(String name, boolean isSystem, boolean isFhir) {
        this.name = name;
        this.isSystem = isSystem;
        this.isFhir = isFhir;
    }

    /** The type of a name; an unknown one is an error at its place. */
    public static TypeSpecifier of(TypeName type) {
        boolean system = !type.namespace().equals("FHIR") && SYSTEM.contains(type.name());
        boolean fhir = !type.namespace().equals("System")
                && Definitions.r4().type(type.name()).isPresent();
        if (!type.namespace().isEmpty() && !List.of("System", "FHIR").contains(type.namespace())) {
            throw new InvalidExpression(
                    type.position(), "Types are in System or FHIR, not in '" + type.namespace() + "'");
        }
        if (!system && !fhir) {
            List<String> known = new ArrayList<>(SYSTEM);
            Definitions.r4().types().stream().map(Type::name).forEach(known::add);
            throw new InvalidExpression(
                    type.position(), "There is no type '" + type + "'" + DidYouMean.hint(type.name(), known));
        }
        return new TypeSpecifier(type.name(), system, fhir);
    }

    /** Whether an item has this type or one derived from it. */
    public boolean isTypeOf(Object item) {
        if (item instanceof Node node) {
            return isFhir && node.type().isA(name);
        }
        return isSystemTypeOf(item);
    }

    /** Whether an item can be taken as this type; a primitive must have it exactly, so a code is not taken as a string. */
    public boolean accepts(Object item) {
        if (item instanceof Node node && node.type().isPrimitive()) {
            return isFhir && node.type().name().equals(name);
        }
        return isTypeOf(item);
    }

    private boolean isSystemTypeOf(Object item) {
        if (!isSystem || item instanceof Map) {
            return false;
        }
        return name.equals("Any")
                || name.equals(Conversions.typeName(item))
                || (name.equals("Long") && item instanceof Long);
    }

    /** The items that can be taken as this type. */
    public @Nullable Object filter(@Nullable Object collection) {
        if (!(collection instanceof Items several)) {
            return collection == null || accepts(collection) ? collection : null;
        }
        Items.Builder items = new Items.Builder();
        for (int i = 0; i < several.size(); i++) {
            if (accepts(several.get(i))) {
                items.add(several.get(i));
            }
        }
        return items.build();
    }
}
