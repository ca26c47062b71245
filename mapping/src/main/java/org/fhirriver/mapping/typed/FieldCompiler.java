package org.fhirriver.mapping.typed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.Template.Fields.Field;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.typed.Target.Fit;
import org.fhirriver.mapping.value.ValueWriter;
import org.fhirriver.messages.DidYouMean;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Property;
import org.fhirriver.r4.Type;
import org.fhirriver.r4.TypeUse;
import org.jspecify.annotations.Nullable;

/** Compiles the fields of an object of a type, by their names. */
final class FieldCompiler {

    private static final int NAMED = 12;
    private static final TypeUse COMPANION = new TypeUse("Element", List.of());

    private final Compilation compilation;
    private final Type type;
    private final String path;
    private final Set<String> tried = new HashSet<>();
    private @Nullable TypeUse reference;
    private boolean withoutId;

    FieldCompiler(Compilation compilation, Type type, String path) {
        this.compilation = compilation;
        this.type = type;
        this.path = path;
    }

    void withoutId() {
        withoutId = true;
    }

    void referringTo(TypeUse use) {
        if (type.name().equals("Reference") && !use.targets().isEmpty()) {
            reference = use;
        }
    }

    /** The value of a field; empty when there is no such element. */
    Optional<Node> compile(Field field, Variables variables) {
        String name = field.name();
        if (withoutId && name.equals("id")) {
            compilation.problem(
                    field.key().position(),
                    "A template does not set the id: it is computed, or follows the 'id' rule beside the template");
            return Optional.empty();
        }
        Optional<Target> target = name.startsWith("_") ? companion(name) : target(name);
        if (target.isEmpty()) {
            compilation.problem(field.key().position(), unknown(name));
            type.element(name)
                    .ifPresent(choice -> tried.add(choice.properties().get(0).name()));
            // What is misspelt is not missing as well.
            DidYouMean.nearest(name, type.propertyNames()).ifPresent(tried::add);
            return Optional.empty();
        }
        tried.add(name);
        return Optional.of(ValueCompiler.compile(field, target.get(), variables, compilation));
    }

    /** Notes the elements that the type requires and no field gives. */
    void rejectMissing(Position position) {
        for (Element element : type.elements()) {
            boolean given = element.properties().stream()
                    .anyMatch(property -> tried.contains(property.name()) || tried.contains("_" + property.name()));
            if (element.isRequired() && !given) {
                String name = element.isChoice() ? element.name() + "[x]" : element.name();
                compilation.problem(position, path + "." + name + " is required");
            }
        }
    }

    private Optional<Target> target(String name) {
        return type.property(name)
                .map(property -> new Target(
                        path + "." + name,
                        property.element(),
                        property.type(),
                        compilation.r4().typeOf(property),
                        writer(property),
                        fit(property),
                        property.name().equals("reference") ? reference : null));
    }

    private Optional<Target> companion(String name) {
        return type.property(name.substring(1))
                .filter(property -> compilation.r4().typeOf(property).isPrimitive())
                .map(property -> new Target(
                        path + "." + name,
                        property.element(),
                        COMPANION,
                        compilation.r4().type("Element").orElseThrow(),
                        compilation.writers().companion(),
                        fit(property),
                        null));
    }

    private ValueWriter writer(Property property) {
        TypeUse targets = reference;
        return targets != null && property.name().equals("reference")
                ? compilation.writers().referenceText(targets)
                : compilation.writers().of(property.element(), property.type());
    }

    private static Fit fit(Property property) {
        return property.element().isList() ? Fit.LIST : Fit.ONE;
    }

    private String unknown(String name) {
        Optional<Element> choice = type.element(name).filter(Element::isChoice);
        if (choice.isPresent()) {
            List<String> names =
                    choice.get().properties().stream().map(Property::name).toList();
            String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
            return path + "." + name + " has its type in its name: use " + some + (names.size() > NAMED ? ", …" : "");
        }
        if (name.equals("resourceType")) {
            return path + " is no resource and has no resourceType";
        }
        return path + " has no element '" + name + "'" + DidYouMean.hint(name, new ArrayList<>(type.propertyNames()));
    }
}
