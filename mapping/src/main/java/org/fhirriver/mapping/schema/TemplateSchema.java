package org.fhirriver.mapping.schema;

import static org.fhirriver.mapping.schema.Parts.anyOf;
import static org.fhirriver.mapping.schema.Parts.map;
import static org.fhirriver.mapping.schema.Parts.ref;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Property;
import org.fhirriver.r4.Type;
import org.fhirriver.r4.ValueSet;

/**
 * The definitions of templates: every type of R4, where each value may also be an expression, and each object may hold
 * directives. Whether required elements are there is for the check to tell, for a directive may bring them.
 */
final class TemplateSchema {

    private static final String DIRECTIVE = "^\\s*\\{[%{]";
    private static final String EXPRESSION = "\\{[{\\[]";
    private static final int MOST_CODES = 400;

    private final Definitions r4 = Definitions.r4();
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private TemplateSchema() {}

    static Map<String, Object> definitions() {
        TemplateSchema schema = new TemplateSchema();
        schema.add();
        return schema.definitions;
    }

    private void add() {
        definitions.put(
                "expression",
                map("type", "string", "pattern", EXPRESSION, "description", "An expression: {{ … }} or {[ … ]}."));
        definitions.put(
                "directives", map("type", "object", "minProperties", 1, "propertyNames", map("pattern", DIRECTIVE)));
        definitions.put("resource", resource());
        for (Type type : r4.types()) {
            if (type.isPrimitive()) {
                definitions.put(type.name(), orTemplate(primitive(type)));
            } else if (!(type.isResource() && type.isAbstract())) {
                definitions.put(type.name(), object(type));
            }
        }
    }

    private Map<String, Object> resource() {
        List<Object> cases = new ArrayList<>();
        for (String name : r4.resourceNames()) {
            cases.add(map("if", map("properties", map("resourceType", map("const", name))), "then", ref(name)));
        }
        return map(
                "type",
                "object",
                "required",
                List.of("resourceType"),
                "properties",
                map("resourceType", map("enum", r4.resourceNames())),
                "allOf",
                cases);
    }

    private static Map<String, Object> primitive(Type type) {
        return switch (type.name()) {
            case "boolean" -> map("type", "boolean");
            case "decimal" -> map("type", "number");
            case "integer" -> map("type", "integer");
            case "positiveInt" -> map("type", "integer", "minimum", 1);
            case "unsignedInt" -> map("type", "integer", "minimum", 0);
            default -> map("type", "string");
        };
    }

    private Map<String, Object> object(Type type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (type.isResource()) {
            properties.put("resourceType", map("const", type.name()));
        }
        for (Element element : type.elements()) {
            for (Property property : element.properties()) {
                properties.put(property.name(), element(element, value(element, property)));
                if (r4.typeOf(property).isPrimitive()) {
                    properties.put("_" + property.name(), element(element, ref("Element")));
                }
            }
        }
        Map<String, Object> object = map(
                "type",
                "object",
                "additionalProperties",
                false,
                "patternProperties",
                map(DIRECTIVE, true),
                "properties",
                properties);
        // A resource is recognized by its type, so no expression can stand for a whole one.
        return type.isResource() ? object : anyOf(object, ref("expression"));
    }

    private Map<String, Object> value(Element element, Property property) {
        Type type = r4.typeOf(property);
        if (type.isResource()) {
            return anyOf(ref("resource"), ref("expression"));
        }
        Optional<ValueSet> codes =
                r4.requiredCodes(element).filter(set -> set.codes().size() <= MOST_CODES);
        if (type.name().equals("code") && codes.isPresent()) {
            return orTemplate(map("enum", List.copyOf(codes.get().codes())));
        }
        return ref(type.name());
    }

    private static Map<String, Object> element(Element element, Map<String, Object> value) {
        return element.isList()
                ? anyOf(map("type", "array", "items", value), ref("expression"), ref("directives"))
                : value;
    }

    private static Map<String, Object> orTemplate(Map<String, Object> literal) {
        return anyOf(literal, ref("expression"), ref("directives"));
    }
}
