package org.fhirriver.mapping.typed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.fhirpath.eval.Variables;
import org.fhirriver.mapping.fpml.Template.Fields;
import org.fhirriver.mapping.typed.FieldNode.Source;
import org.fhirriver.mapping.typed.ObjectNode.ElementNode;
import org.fhirriver.mapping.typed.PartsCompiler.Given;
import org.fhirriver.mapping.value.Substance;
import org.fhirriver.mapping.value.ValueWriter;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Property;
import org.fhirriver.r4.Type;
import org.fhirriver.r4.TypeUse;

/** Compiles an object with all that is merged into it. */
final class ObjectCompiler {

    private final Compilation compilation;
    private final Type type;
    private final String path;
    private final Variables variables;
    private final FieldCompiler fieldCompiler;
    private final Map<String, List<Source>> sources = new LinkedHashMap<>();
    private Optional<ValueWriter> whole = Optional.empty();
    private boolean root;

    ObjectCompiler(Compilation compilation, Type type, String path, Variables variables) {
        this.compilation = compilation;
        this.type = type;
        this.path = path;
        this.variables = variables;
        this.fieldCompiler = new FieldCompiler(compilation, type, path);
    }

    /** For the resource itself. */
    ObjectCompiler asRoot() {
        root = true;
        fieldCompiler.withoutId();
        return this;
    }

    /** For references, which may not point everywhere. */
    ObjectCompiler referringTo(TypeUse use) {
        fieldCompiler.referringTo(use);
        return this;
    }

    /** For concepts whose codes must be of a value set: only the whole shows whether they are. */
    ObjectCompiler boundTo(Target target) {
        boolean bound = target.use().code().equals("CodeableConcept")
                && compilation.r4().requiredCodes(target.element()).isPresent();
        whole = bound ? Optional.of(target.writer()) : Optional.empty();
        return this;
    }

    Node compile(Fields fields) {
        int before = compilation.problems().size();
        PartsCompiler parts = PartsCompiler.compile(fields, path, variables, compilation);
        for (Given given : parts.fields()) {
            field(given, parts);
        }
        rejectTwoOfAChoice(parts);
        if (!parts.isOpen()) {
            fieldCompiler.rejectMissing(fields.position());
        }
        if (compilation.problems().size() > before) {
            return Nodes.Nothing.INSTANCE;
        }
        if (whole.isPresent() || parts.isOpen() || hasPairedLists()) {
            return whole(fields, whole.orElseGet(() -> compilation.writers().of(type)));
        }
        ObjectNode node = new ObjectNode(head(), root, parts.parts(), elements(), path, fields.position());
        return node.isFixed() ? fixed(node, fields) : node;
    }

    private void field(Given given, PartsCompiler parts) {
        String name = given.field().name();
        if (name.equals("resourceType") && type.isResource()) {
            return;
        }
        fieldCompiler
                .compile(given.field(), parts.variables(given.part()))
                .ifPresent(value ->
                        sources.computeIfAbsent(name, n -> new ArrayList<>()).add(new Source(given.part(), value)));
    }

    /** Finds choices of which two values are always there. */
    private void rejectTwoOfAChoice(PartsCompiler parts) {
        Map<Element, String> given = new HashMap<>();
        for (Given field : parts.fields()) {
            Optional<Property> property = type.property(field.field().name());
            boolean always = field.part() == 0
                    && sources.getOrDefault(field.field().name(), List.of()).stream()
                            .anyMatch(source -> source.value() instanceof Nodes.Fixed);
            if (property.isPresent() && property.get().element().isChoice() && always) {
                Element choice = property.get().element();
                String first = given.putIfAbsent(choice, property.get().name());
                if (first != null && !first.equals(property.get().name())) {
                    compilation.problem(
                            field.field().key().position(),
                            path + "." + choice.name() + "[x] has one value, and there is another one already");
                }
            }
        }
    }

    private Node whole(Fields fields, ValueWriter writer) {
        Node node =
                new Nodes.Whole(compilation.valueOfChecked(fields, variables), writer, path, fields.position(), root);
        return Constants.isConstant(fields) && !root ? fixed(node, fields) : node;
    }

    private Node fixed(Node node, Fields fields) {
        try {
            return Compilation.fix(node);
        } catch (Rejection e) {
            compilation.problem(fields.position(), e.element() + ": " + e.reason());
            return Nodes.Nothing.INSTANCE;
        }
    }

    private byte[] head() {
        String text = type.isResource() ? "{\"resourceType\":\"" + type.name() + "\"" : "{";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<ElementNode> elements() {
        List<ElementNode> elements = new ArrayList<>();
        for (Element element : type.elements()) {
            List<FieldNode> fields = new ArrayList<>();
            for (Property property : element.properties()) {
                field(property.name(), element).ifPresent(fields::add);
                field("_" + property.name(), element).ifPresent(fields::add);
            }
            if (!fields.isEmpty()) {
                elements.add(new ElementNode(element, fields, Substance.is(type, element)));
            }
        }
        return elements;
    }

    private Optional<FieldNode> field(String name, Element element) {
        List<Source> of = sources.get(name);
        return of == null ? Optional.empty() : Optional.of(new FieldNode(name, element.isList(), of));
    }

    /** Whether a list of primitives stands beside its companions, place by place. */
    private boolean hasPairedLists() {
        return sources.keySet().stream()
                .filter(name -> name.startsWith("_"))
                .flatMap(name -> type.property(name.substring(1)).stream())
                .anyMatch(property -> property.element().isList());
    }
}
