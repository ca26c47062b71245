package org.fhirriver.mapping.fuzz;

import java.util.List;
import java.util.Random;
import org.fhirriver.r4.Definitions;
import org.fhirriver.r4.Element;
import org.fhirriver.r4.Property;
import org.fhirriver.r4.Type;
import org.fhirriver.r4.ValueSet;

/** Makes templates of any R4 resource, as YAML flow text, most of them without a mistake. */
final class TemplateFuzzer {

    private static final int DEEPEST = 4;
    private final Random random;
    private final ExpressionFuzzer expressions;
    private final int rarity;
    private final Definitions r4 = Definitions.r4();

    TemplateFuzzer(Random random) {
        this.random = random;
        this.expressions = new ExpressionFuzzer(random);
        // In half of the templates most values fit, so that not all records are rejected.
        this.rarity = random.nextBoolean() ? 10 : 200;
    }

    String template() {
        List<String> names = r4.resourceNames();
        Type type = r4.type(names.get(random.nextInt(names.size()))).orElseThrow();
        StringBuilder out = new StringBuilder("{resourceType: " + type.name());
        if (chance(5)) {
            out.append(", \"{% assign %}\": [{v: \"{{ c1 }}\"}, {w: {a: \"{{ %v }}\"}}]");
        }
        fields(type, 0, out);
        return out.append('}').toString();
    }

    private void fields(Type type, int depth, StringBuilder out) {
        for (Element element : type.elements()) {
            boolean wanted = element.isRequired() || chance(depth == 0 ? 4 : 3);
            if (wanted && !(depth == 0 && element.name().equals("id"))) {
                List<Property> properties = element.properties();
                Property property = properties.get(random.nextInt(properties.size()));
                out.append(", ").append(property.name()).append(": ");
                property(property, depth, out);
                if (r4.typeOf(property).isPrimitive() && chance(20)) {
                    out.append(", _").append(property.name()).append(": ");
                    out.append(element.isList() ? "[" : "").append(EXTENSION).append(element.isList() ? "]" : "");
                }
            }
        }
        if (chance(rarity * 3)) {
            out.append(", \"{% merge %}\": [\"{{ c3 }}\"]");
        }
    }

    private static final String EXTENSION = "{extension: [{url: 'http://x', valueString: \"{{ c1 }}\"}]}";

    private void property(Property property, int depth, StringBuilder out) {
        if (!property.element().isList()) {
            single(property, depth, out);
        } else if (chance(rarity)) {
            out.append("\"{[ ").append(expression()).append(" ]}\"");
        } else if (chance(10)) {
            out.append("{\"{% for x in many %}\": ");
            single(property, depth, out);
            out.append('}');
        } else {
            out.append('[');
            for (int i = random.nextInt(3); i >= 0; i--) {
                single(property, depth, out);
                out.append(i > 0 ? ", " : "");
            }
            out.append(']');
        }
    }

    private void single(Property property, int depth, StringBuilder out) {
        if (chance(15)) {
            out.append("{\"{% if c1.exists() %}\": ");
            value(property, depth, out);
            if (chance(2)) {
                out.append(", \"{% else %}\": ");
                value(property, depth, out);
            }
            out.append('}');
        } else {
            value(property, depth, out);
        }
    }

    private void value(Property property, int depth, StringBuilder out) {
        Type type = r4.typeOf(property);
        String column = RecordFuzzer.columnOf(type.name());
        if (!column.isEmpty()
                && chance(2)
                && r4.requiredCodes(property.element()).isEmpty()) {
            out.append("\"{{ ").append(column).append(" }}\"");
        } else if (chance(rarity)) {
            out.append("\"{{ ").append(expression()).append(" }}\"");
        } else if (type.isPrimitive()) {
            primitive(property, type, out);
        } else if (type.name().equals("Resource")) {
            out.append("{resourceType: Patient, id: p, active: true}");
        } else if (depth >= DEEPEST || type.name().equals("Extension")) {
            out.append("\"{{ c3 }}\"");
        } else {
            StringBuilder inner = new StringBuilder();
            fields(type, depth + 1, inner);
            out.append('{').append(inner.length() > 2 ? inner.substring(2) : "").append('}');
        }
    }

    private void primitive(Property property, Type type, StringBuilder out) {
        List<String> codes = r4.requiredCodes(property.element())
                .map(ValueSet::codes)
                .map(List::copyOf)
                .orElse(List.of());
        if (!codes.isEmpty()) {
            out.append('\'').append(codes.get(random.nextInt(codes.size()))).append('\'');
            return;
        }
        boolean joins = chance(3);
        switch (type.name()) {
            case "boolean" -> out.append("true");
            case "integer", "positiveInt", "unsignedInt" -> out.append(1 + random.nextInt(9));
            case "decimal" -> out.append("0.10");
            case "date" -> out.append("'2020-01'");
            case "dateTime" -> out.append("'2020-01-31T12:00:00Z'");
            case "instant" -> out.append("'2020-01-31T12:00:00.5+01:00'");
            case "time" -> out.append("'12:00:00'");
            case "base64Binary" -> out.append("aGVsbG8=");
            case "oid" -> out.append("'urn:oid:1.2.3'");
            case "uuid" -> out.append("'urn:uuid:9b1f5c1e-6f0a-5d43-9a53-3f3b8d0c7a11'");
            case "xhtml" -> out.append("'<div xmlns=\"http://www.w3.org/1999/xhtml\">{{ c1 }}</div>'");
            default -> out.append(joins ? "\"a{{ c2 }}b{{ %context.c1 }}\"" : "abc");
        }
    }

    private String expression() {
        return chance(3) ? "c" + random.nextInt(8) : expressions.expression();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
