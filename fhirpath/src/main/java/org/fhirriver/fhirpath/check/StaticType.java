package org.fhirriver.fhirpath.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Kind;
import org.fhirriver.r4.Property;
import org.fhirriver.r4.Type;

/**
 * What is known of the items of a collection.
 *
 * @param names the types that they may have: {@code System.String}, {@code HumanName}
 * @param isUnknown whether they may have any other type too
 * @param isOrdered whether the order of the items means something
 */
record StaticType(Set<String> names, boolean isUnknown, boolean isOrdered) {

    static final StaticType UNKNOWN = new StaticType(Set.of(), true, true);
    static final StaticType UNORDERED = new StaticType(Set.of(), true, false);
    static final StaticType NOTHING = new StaticType(Set.of(), false, true);

    StaticType {
        names = Set.copyOf(names);
    }

    static StaticType system(String name) {
        return new StaticType(Set.of("System." + name), false, true);
    }

    static StaticType of(String name) {
        return new StaticType(Set.of(name), false, true);
    }

    StaticType or(StaticType other) {
        Set<String> both = new LinkedHashSet<>(names);
        both.addAll(other.names);
        return new StaticType(both, isUnknown || other.isUnknown, isOrdered && other.isOrdered);
    }

    /** Whether an item may have the type of that name or one derived from it. */
    boolean mayBe(String typeName) {
        return isOpen() || types().stream().anyMatch(type -> type.isA(typeName));
    }

    /** Whether nothing can be said of the elements. */
    boolean isOpen() {
        return isUnknown || types().stream().anyMatch(type -> type.isAbstract() && type.isResource());
    }

    /** Whether an item may hold a text. */
    boolean mayBeText() {
        return isOpen()
                || names.isEmpty()
                || names.contains("System.String")
                || types().stream().anyMatch(StaticType::isText);
    }

    private static boolean isText(Type type) {
        Set<String> others = Set.of("boolean", "integer", "decimal", "date", "dateTime", "instant", "time");
        return type.kind() == Kind.PRIMITIVE && others.stream().noneMatch(type::isA);
    }

    private List<Type> types() {
        return names.stream()
                .flatMap(name -> Definitions.r4().type(name).stream())
                .toList();
    }

    /** The type of the elements of a name; nothing where no type has it. */
    StaticType child(String name) {
        Set<String> found = new LinkedHashSet<>();
        boolean unknown = isOpen();
        for (Type type : types()) {
            type.element(name).map(Element::properties).orElse(List.of()).stream()
                    .map(property -> Definitions.r4().typeOf(property).name())
                    .forEach(found::add);
        }
        return new StaticType(found, unknown, isOrdered);
    }

    /** The names that elements may have here. */
    List<String> elementNames() {
        List<String> elements = new ArrayList<>();
        types().forEach(type -> type.elements().forEach(element -> elements.add(element.name())));
        return elements;
    }

    /** The element whose name in JSON is this: {@code value} for {@code valueQuantity}. */
    List<String> elementsNamedInJson(String name) {
        return types().stream()
                .flatMap(type -> type.property(name).stream())
                .map(Property::element)
                .map(Element::name)
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return names.stream().sorted().limit(5).collect(Collectors.joining(", "));
    }
}
