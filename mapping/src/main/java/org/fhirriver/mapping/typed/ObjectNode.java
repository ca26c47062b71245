package org.fhirriver.mapping.typed;

import java.util.List;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.r4.Element;
import org.jspecify.annotations.Nullable;

/** An object of a known type: its elements in the order of the definition, each from the last part that has a value. */
final class ObjectNode implements Node {

    private final byte[] head;
    private final boolean root;
    private final Part[] parts;
    private final ElementNode[] elements;
    private final String path;
    private final Position position;

    /**
     * An object.
     *
     * @param head how its JSON begins
     * @param root whether it is the resource itself, which has an id and is there however empty
     * @param parts where the fields come from; the first is the object itself
     */
    ObjectNode(
            byte[] head, boolean root, List<Part> parts, List<ElementNode> elements, String path, Position position) {
        this.head = head.clone();
        this.root = root;
        this.parts = parts.toArray(Part[]::new);
        this.elements = elements.toArray(ElementNode[]::new);
        this.path = path;
        this.position = position;
    }

    /**
     * A part of the object: its own fields, or those of an object that is merged into it.
     *
     * @param parent the part that this one stands in
     * @param condition when it is there
     * @param expected what the condition must be
     */
    record Part(int parent, @Nullable Condition condition, boolean expected, List<Variable> variables) {}

    /** A condition of one or two parts, evaluated once. */
    record Condition(int number, TemplateExpression expression, Place place) {}

    /** The fields of an element: one, or those of a choice, and their companions. */
    record ElementNode(Element element, List<FieldNode> fields, boolean substance) {}

    /** Whether each run writes the same. */
    boolean isFixed() {
        if (root || parts.length > 1) {
            return false;
        }
        for (ElementNode element : elements) {
            for (FieldNode field : element.fields()) {
                if (!field.isFixed()) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean write(Run run) {
        int mark = run.out.size();
        run.out.separate();
        run.out.raw(head);
        if (root) {
            run.writeId();
        }
        boolean written = writeElements(run, parts.length == 1 ? null : enter(run));
        if (!written && !root) {
            run.out.truncate(mark);
            return false;
        }
        run.out.raw('}');
        return true;
    }

    /** Which parts are there; their variables have their values afterwards. */
    private boolean[] enter(Run run) {
        boolean[] there = new boolean[parts.length];
        Boolean[] conditions = new Boolean[parts.length];
        there[0] = true;
        for (int i = 1; i < parts.length; i++) {
            Part part = parts[i];
            there[i] = there[part.parent()] && isThere(part, run, conditions);
            if (there[i]) {
                part.variables().forEach(variable -> variable.bind(run.evaluation));
            }
        }
        return there;
    }

    private static boolean isThere(Part part, Run run, Boolean[] conditions) {
        Condition condition = part.condition();
        if (condition == null) {
            return true;
        }
        Boolean known = conditions[condition.number()];
        if (known == null) {
            known = condition.place().holds(condition.expression(), run.evaluation);
            conditions[condition.number()] = known;
        }
        return known == part.expected();
    }

    private boolean writeElements(Run run, boolean @Nullable [] there) {
        boolean substance = false;
        Element missing = null;
        for (ElementNode node : elements) {
            boolean written = false;
            boolean hasValue = false;
            for (FieldNode field : node.fields()) {
                if (field.write(run, there)) {
                    if (hasValue && !field.isCompanion()) {
                        throw rejection("there is more than one value of a choice", node.element());
                    }
                    hasValue |= !field.isCompanion();
                    written = true;
                }
            }
            substance |= written && node.substance();
            if (!written && node.element().isRequired() && missing == null) {
                missing = node.element();
            }
        }
        if (missing != null && (substance || root)) {
            throw rejection("the element is required, but there is no value", missing);
        }
        return substance;
    }

    private Rejection rejection(String reason, Element element) {
        return new Rejection(path + "." + element.name(), reason, position);
    }
}
