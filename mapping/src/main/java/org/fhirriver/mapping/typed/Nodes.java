package org.fhirriver.mapping.typed;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.fhirpath.value.Wrapped;
import org.fhirriver.mapping.fpml.JsonValue;
import org.fhirriver.mapping.fpml.LoopCode;
import org.fhirriver.mapping.fpml.TemplateException;
import org.fhirriver.mapping.fpml.TemplateExpression;
import org.fhirriver.mapping.fpml.TemplateValue;
import org.fhirriver.mapping.source.Position;
import org.fhirriver.mapping.value.Conversions;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.Unfit;
import org.fhirriver.mapping.value.ValueWriter;
import org.jspecify.annotations.Nullable;

/** The nodes of a compiled template, objects aside. */
final class Nodes {

    private Nodes() {}

    /** Nothing. */
    enum Nothing implements Node {
        INSTANCE;

        @Override
        public boolean write(Run run) {
            return false;
        }
    }

    /** A value that was written when the template was compiled. */
    static final class Fixed implements Node {

        private final byte[] json;
        private final boolean fragment;

        Fixed(byte[] json) {
            this.json = json.clone();
            this.fragment = new String(json, StandardCharsets.UTF_8).contains("\"#");
        }

        @Override
        public boolean write(Run run) {
            run.out.separate();
            run.out.raw(json);
            if (fragment) {
                run.out.noteFragment();
            }
            return true;
        }
    }

    /**
     * The first item of an expression's result.
     *
     * @param concept whether several Codings make one value
     */
    record First(TemplateExpression expression, ValueWriter writer, Place place, boolean concept) implements Node {

        @Override
        public boolean write(Run run) {
            Object result = place.evaluate(expression, run.evaluation);
            if (result == null) {
                return false;
            }
            // Most results are text, which need not be asked what else it might be.
            Object item = result instanceof String ? result : one(result, concept);
            return writeOne(item, writer, place, run.out);
        }
    }

    private static Object one(Object result, boolean concept) {
        if (!(result instanceof List<?> list)) {
            return result;
        }
        return concept && Conversions.areCodings(list) ? list : list.get(0);
    }

    /** All items of an expression's result. */
    record All(TemplateExpression expression, ValueWriter writer, Place place) implements Node {

        @Override
        public boolean write(Run run) {
            Object result = place.evaluate(expression, run.evaluation);
            if (result == null) {
                return false;
            }
            if (!(result instanceof List<?> list)) {
                return writeOne(result, writer, place, run.out);
            }
            boolean written = false;
            for (Object item : list) {
                written |= writeOne(item, writer, place, run.out);
            }
            return written;
        }
    }

    private static boolean writeOne(@Nullable Object item, ValueWriter writer, Place place, JsonBuffer out) {
        if (item == null) {
            return false;
        }
        int mark = out.size();
        out.separate();
        Object value = !(item instanceof String) && item instanceof Wrapped wrapped ? wrapped.json() : item;
        try {
            if (value != null && writer.write(value, out)) {
                return true;
            }
        } catch (Unfit e) {
            throw place.rejection(e);
        }
        out.truncate(mark);
        return false;
    }

    /** Text with expressions in it. */
    record Joined(List<Piece> pieces, ValueWriter writer, Place place) implements Node {

        /** A literal, or an expression. */
        record Piece(String literal, @Nullable TemplateExpression expression, boolean xml) {}

        @Override
        public boolean write(Run run) {
            StringBuilder text = new StringBuilder();
            for (Piece piece : pieces) {
                TemplateExpression expression = piece.expression();
                if (expression == null) {
                    text.append(piece.literal());
                    continue;
                }
                Object result = place.evaluate(expression, run.evaluation);
                Object item = result instanceof List<?> list ? list.get(0) : result;
                if (item instanceof Wrapped wrapped) {
                    item = wrapped.json();
                }
                if (item == null) {
                    return false;
                }
                if (!JsonValue.isText(item)) {
                    throw place.rejection("an object cannot be part of a text");
                }
                text.append(text(item, piece));
            }
            return writeOne(text.toString(), writer, place, run.out);
        }

        private String text(Object item, Piece piece) {
            try {
                String value = JsonValue.text(item);
                return piece.xml() ? Xml.escape(value) : value;
            } catch (ValueProblem e) {
                throw place.rejection(e.problem());
            }
        }
    }

    /** Several nodes of a list. */
    record Several(List<Node> nodes) implements Node {

        @Override
        public boolean write(Run run) {
            boolean written = false;
            for (Node node : nodes) {
                written |= node.write(run);
            }
            return written;
        }
    }

    /** One node or another. */
    record Either(TemplateExpression condition, Place place, Node then, Node otherwise) implements Node {

        @Override
        public boolean write(Run run) {
            return place.holds(condition, run.evaluation) ? then.write(run) : otherwise.write(run);
        }
    }

    /** A node that sees more variables. */
    record Within(List<Variable> variables, Node body) implements Node {

        @Override
        public boolean write(Run run) {
            for (Variable variable : variables) {
                variable.bind(run.evaluation);
            }
            return body.write(run);
        }
    }

    /** A node for each item of a list. */
    record Each(LoopCode loop, Place place, Node body) implements Node {

        @Override
        public boolean write(Run run) {
            int mark = run.out.size();
            try {
                loop.forEach(run.evaluation, () -> body.write(run));
            } catch (TemplateException e) {
                throw place.rejection(e);
            }
            return run.out.size() > mark;
        }
    }

    /** An object that is made as a whole and then written, field by field. */
    record Whole(TemplateValue value, ValueWriter writer, String path, Position position, boolean root)
            implements Node {

        @Override
        public boolean write(Run run) {
            int mark = run.out.size();
            run.out.separate();
            try {
                Object object = value.in(run.evaluation);
                if (object instanceof Map<?, ?> map && root) {
                    object = run.withId(map);
                }
                if (object != null && writer.write(object, run.out)) {
                    return true;
                }
            } catch (TemplateException e) {
                throw new Rejection(path, String.valueOf(e.getMessage()), e.position());
            } catch (Unfit e) {
                throw new Rejection(path + e.below(), e.reason(), position);
            }
            run.out.truncate(mark);
            return false;
        }
    }
}
