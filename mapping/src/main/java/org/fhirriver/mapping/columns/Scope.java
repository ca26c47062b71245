package org.fhirriver.mapping.columns;

import java.util.HashMap;
import java.util.Map;

/**
 * What names mean at a place of a template.
 *
 * @param context what bare paths start from
 * @param variables what {@code %name} is, as far as that is known
 */
record Scope(Shape context, Map<String, Shape> variables) {

    static final Scope OF_THE_RECORD = new Scope(Shape.RECORD, Map.of());

    Scope {
        variables = Map.copyOf(variables);
    }

    Scope within(Shape newContext) {
        return new Scope(newContext, variables);
    }

    Scope with(String variable, Shape shape) {
        Map<String, Shape> more = new HashMap<>(variables);
        more.put(variable, shape);
        return new Scope(context, more);
    }

    Shape variable(String name) {
        return variables.getOrDefault(name, Shape.UNKNOWN);
    }

    /**
     * What an item is.
     *
     * @param kind which sort of thing
     * @param child the child's name, for a row of one
     */
    record Shape(Kind kind, String child) {

        static final Shape RECORD = new Shape(Kind.RECORD, "");
        static final Shape UNKNOWN = new Shape(Kind.UNKNOWN, "");

        static Shape rowOf(String child) {
            return new Shape(Kind.ROW, child);
        }
    }

    /** A sort of thing. */
    enum Kind {
        RECORD,
        ROW,
        UNKNOWN
    }
}
