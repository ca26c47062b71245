package org.fhirriver.fhirpath.functions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.model.Node;
import org.fhirriver.fhirpath.model.TypeSpecifier;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Quantities;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.fhirpath.value.Wrapped;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Type;
import org.jspecify.annotations.Nullable;

/** What type an item has. */
final class Types {

    private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";

    static final List<Function> FUNCTIONS = List.of(
            new Function("is", 1, 1, Types::is),
            new Function("as", 1, 1, Types::as),
            new Function("type", 0, 0, Types::type),
            new Function("conformsTo", 1, 1, Types::conformsTo),
            new Function("hasValue", 0, 0, Types::hasValue),
            new Function("getValue", 0, 0, Types::getValue),
            new Function("comparable", 1, 1, Types::comparable));

    private Types() {}

    private static Code is(CallSite site) {
        TypeSpecifier type = site.type(0);
        return site.ofItem((evaluation, self, item) -> type.isTypeOf(item));
    }

    private static Code as(CallSite site) {
        TypeSpecifier type = site.type(0);
        return site.ofItem((evaluation, self, item) -> type.accepts(item) ? item : null);
    }

    private static Code type(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> {
            Items.Builder types = new Items.Builder();
            for (Object item : Items.list(input.run(evaluation, self))) {
                evaluation.steps().take();
                types.add(describe(item));
            }
            return types.build();
        };
    }

    private static Map<String, Object> describe(Object item) {
        String name = Node.typeName(item);
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("namespace", name.substring(0, name.indexOf('.')));
        description.put("name", name.substring(name.indexOf('.') + 1));
        return description;
    }

    /** Knows R4's own types only. */
    private static Code conformsTo(CallSite site) {
        CallSite.TextArgument profile = site.text(0);
        return site.ofItem((evaluation, self, item) -> {
            String url = profile.get(evaluation, self);
            if (url == null) {
                return null;
            }
            String name = url.startsWith(BASE) ? url.substring(BASE.length()) : "";
            Type type = Definitions.r4()
                    .type(name)
                    .orElseThrow(() -> new ValueProblem("conformsTo() knows the types of R4 only, no profiles"));
            return item instanceof Node node && node.type().isA(type.name());
        });
    }

    private static Code hasValue(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> value(input.run(evaluation, self)) != null;
    }

    private static Code getValue(CallSite site) {
        Code input = site.input();
        return (evaluation, self) -> value(input.run(evaluation, self));
    }

    /** The value of a single primitive. */
    private static @Nullable Object value(@Nullable Object collection) {
        Object value = collection instanceof Items ? null : Items.value(collection);
        return value instanceof Map || value instanceof Wrapped ? null : value;
    }

    private static Code comparable(CallSite site) {
        Code other = site.argument(0);
        return site.ofItem((evaluation, self, item) -> {
            Object second = Items.single(other.run(evaluation, self), "The argument of comparable()");
            if (second == null) {
                return null;
            }
            Quantity left = Quantities.of(item);
            Quantity right = Quantities.of(second);
            return left != null && right != null && Quantities.isComparable(left, right);
        });
    }
}
