package org.fhirriver.mapping.fpml;

import java.util.List;
import java.util.Optional;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Position;
import org.jspecify.annotations.Nullable;

/** What a part of a template stands for. */
public sealed interface Template {

    /** Where the part begins in its file. */
    Position position();

    /** One result for each kind of template. */
    <T> T fold(Cases<T> cases);

    /** What to make of each kind of template. */
    interface Cases<T> {
        T constant(Constant constant);

        T hole(Hole hole);

        T text(Text text);

        T fields(Fields fields);

        T array(Array array);

        T scoped(Scoped scoped);

        T branch(Branch branch);

        T loop(Loop loop);
    }

    /** A value that is itself. */
    record Constant(LocatedScalar scalar) implements Template {

        public @Nullable Object value() {
            return scalar.plain();
        }

        @Override
        public Position position() {
            return scalar.position();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.constant(this);
        }
    }

    /** What becomes of the result of an expression. */
    enum Take {
        /** {@code {{ }}}: its first item, or nothing. */
        FIRST,
        /** {@code {{+ +}}}: its first item, or null. */
        FIRST_OR_NULL,
        /** {@code {[ ]}}: all its items. */
        ALL
    }

    /** A scalar that is an expression: {@code {{ expr }}}, {@code {{+ expr +}}} or {@code {[ expr ]}}. */
    record Hole(Take take, ExpressionText expression) implements Template {

        @Override
        public Position position() {
            return expression.scalar().position();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.hole(this);
        }
    }

    /** Text with expressions in it; it is nothing as soon as one of them is. */
    record Text(LocatedScalar scalar, List<Part> parts) implements Template {

        public Text {
            parts = List.copyOf(parts);
        }

        /** A piece of the text: as it is written, or the result of an expression. */
        public record Part(String literal, Optional<Hole> hole) {

            static Part of(String literal) {
                return new Part(literal, Optional.empty());
            }

            static Part of(Hole hole) {
                return new Part("", Optional.of(hole));
            }
        }

        @Override
        public Position position() {
            return scalar.position();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.text(this);
        }
    }

    /**
     * An object: its own fields, then what is merged into it, a later field of a name replacing an earlier one.
     *
     * @param merged objects to merge, of {@code {% merge %}} and of {@code {% if %}} beside fields
     */
    record Fields(Position position, List<Field> fields, List<Template> merged) implements Template {

        public Fields {
            fields = List.copyOf(fields);
            merged = List.copyOf(merged);
        }

        /** A field of an object. */
        public record Field(LocatedScalar key, Template value) {

            public String name() {
                return key.text();
            }
        }

        /** The value of a field. */
        public Optional<Template> field(String name) {
            return fields.stream()
                    .filter(field -> field.name().equals(name))
                    .map(Field::value)
                    .findFirst();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.fields(this);
        }
    }

    /** A list; lists in it become part of it. */
    record Array(Position position, List<Template> items) implements Template {

        public Array {
            items = List.copyOf(items);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.array(this);
        }
    }

    /** {@code {% assign %}}: values with names that hold in the body, each visible to those after it. */
    record Scoped(List<Assignment> assignments, Template body) implements Template {

        public Scoped {
            assignments = List.copyOf(assignments);
        }

        /** A name and its value. */
        public record Assignment(LocatedScalar name, Template value) {}

        @Override
        public Position position() {
            return body.position();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.scoped(this);
        }
    }

    /** {@code {% if %}} with or without {@code {% else %}}. */
    record Branch(ExpressionText condition, Template then, Optional<Template> otherwise) implements Template {

        @Override
        public Position position() {
            return condition.scalar().position();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.branch(this);
        }
    }

    /**
     * {@code {% for %}}: the body for each item; or {@code {{ expr }}} as a key, where the item is what bare paths in the
     * body start from.
     *
     * @param item the name of the item; empty when the item is the new context
     * @param index the name of its place, from 0
     */
    record Loop(ExpressionText expression, Optional<String> item, Optional<String> index, Template body)
            implements Template {

        @Override
        public Position position() {
            return expression.scalar().position();
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.loop(this);
        }
    }
}
