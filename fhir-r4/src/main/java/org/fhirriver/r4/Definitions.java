package org.fhirriver.r4;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All types of FHIR R4 (4.0.1) and the codes of its required value sets; immutable, read once when first asked for. */
public final class Definitions {

    private final Map<String, Type> types;
    private final Map<String, ValueSet> valueSets;

    Definitions(Map<String, Type> types, Map<String, ValueSet> valueSets) {
        this.types = types;
        this.valueSets = valueSets;
    }

    /** The definitions of FHIR R4. */
    public static Definitions r4() {
        return Loaded.R4;
    }

    /** The type of a name: {@code Patient}, {@code HumanName}, {@code string}, {@code Patient.contact}. */
    public Optional<Type> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The type of each value of a property. */
    public Type typeOf(Property property) {
        Type type = types.get(property.type().code());
        if (type == null) {
            throw new IllegalStateException(
                    "R4 has no definition of " + property.type().code());
        }
        return type;
    }

    /** Every type, abstract and backbone ones too. */
    public Collection<Type> types() {
        return Collections.unmodifiableCollection(types.values());
    }

    /** The names of the resources that can be written. */
    public List<String> resourceNames() {
        return types.values().stream()
                .filter(type -> type.isResource() && !type.isAbstract())
                .map(Type::name)
                .sorted()
                .toList();
    }

    /** The codes of a value set that some element requires; empty when the specification does not list its codes. */
    public Optional<ValueSet> valueSet(String url) {
        return Optional.ofNullable(valueSets.get(url));
    }

    /** The codes that an element requires; empty when it requires none, or when they are not listed. */
    public Optional<ValueSet> requiredCodes(Element element) {
        return element.binding().filter(Binding::isRequired).flatMap(binding -> valueSet(binding.valueSet()));
    }

    private static final class Loaded {
        private static final Definitions R4 = DefinitionsFile.read();
    }
}
