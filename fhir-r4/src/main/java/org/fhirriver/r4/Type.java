package org.fhirriver.r4;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A type of FHIR R4 with its elements, those of its base types first. */
public final class Type {

    private final String name;
    private final Kind kind;
    private final boolean isAbstract;
    private final @Nullable Type base;
    private final @Nullable String regex;
    private final List<Element> elements;
    private final Map<String, Element> elementsByName;
    private final Map<String, Property> properties;

    Type(
            String name,
            Kind kind,
            boolean isAbstract,
            @Nullable Type base,
            @Nullable String regex,
            List<Element> ownElements) {
        this.name = name;
        this.kind = kind;
        this.isAbstract = isAbstract;
        this.base = base;
        this.regex = regex;
        Map<String, Element> byName = new LinkedHashMap<>();
        if (base != null) {
            byName.putAll(base.elementsByName);
        }
        for (Element element : ownElements) {
            if (element.max() == 0) {
                byName.remove(element.name());
            } else {
                byName.put(element.name(), element);
            }
        }
        this.elementsByName = byName;
        this.elements = List.copyOf(byName.values());
        this.properties = new LinkedHashMap<>();
        for (Element element : elements) {
            element.properties().forEach(property -> properties.put(property.name(), property));
        }
    }

    /** The name: {@code Patient}, {@code HumanName}, {@code string}, {@code Patient.contact}. */
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isPrimitive() {
        return kind == Kind.PRIMITIVE;
    }

    public boolean isResource() {
        return kind == Kind.RESOURCE;
    }

    /** Whether no value has this very type, as with Resource and Element. */
    public boolean isAbstract() {
        return isAbstract;
    }

    /** The type that this one specializes; none for Element and Resource. */
    public Optional<Type> base() {
        return Optional.ofNullable(base);
    }

    /** Whether this is the type of that name or specializes it. */
    public boolean isA(String typeName) {
        for (Type type = this; type != null; type = type.base) {
            if (type.name.equals(typeName)) {
                return true;
            }
        }
        return false;
    }

    /** The regular expression that every value of a primitive type matches, where the specification has one. */
    public Optional<String> regex() {
        return Optional.ofNullable(regex);
    }

    /** All elements in the order of the definition. */
    public List<Element> elements() {
        return elements;
    }

    /** The element of a name without {@code [x]}: {@code value} for {@code value[x]}. */
    public Optional<Element> element(String elementName) {
        return Optional.ofNullable(elementsByName.get(elementName));
    }

    /** The meaning of a name in JSON: {@code valueQuantity}. */
    public Optional<Property> property(String propertyName) {
        return Optional.ofNullable(properties.get(propertyName));
    }

    /** Every name that may stand in the JSON of this type, in the order of the elements. */
    public List<String> propertyNames() {
        return new ArrayList<>(properties.keySet());
    }

    @Override
    public String toString() {
        return name;
    }
}
