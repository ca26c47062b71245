package org.fhirriver.fhirpath.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of an expression. */
public sealed interface Ast {

    /** Where the part stands that gives the node its name: an operator, a function's name. */
    Position position();

    /** The nodes below. */
    List<Ast> children();

    /** What one of the kinds of nodes makes of it. */
    <T> T accept(Visitor<T> visitor);

    /** One method for each kind of node. */
    interface Visitor<T> {
        T literal(Literal literal);

        T special(Special special);

        T variable(Variable variable);

        T member(Member member);

        T call(Call call);

        T indexed(Indexed indexed);

        T sign(Sign sign);

        T binary(Binary binary);

        T typeTest(TypeTest test);
    }

    /** Nodes without nodes below. */
    sealed interface Leaf extends Ast {
        @Override
        default List<Ast> children() {
            return List.of();
        }
    }

    /**
     * A value that stands in the expression.
     *
     * @param value null for the empty collection
     */
    record Literal(Position position, @Nullable Object value) implements Leaf {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.literal(this);
        }
    }

    /** What $this, $index or $total is; {@link Kind#HERE} is the $this that nobody wrote at the start of a path. */
    record Special(Position position, Kind kind) implements Leaf {

        /** Which one. */
        public enum Kind {
            THIS,
            INDEX,
            TOTAL,
            HERE
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.special(this);
        }
    }

    /** A value that the surroundings give: %name. */
    record Variable(Position position, String name) implements Leaf {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.variable(this);
        }
    }

    /** The elements of a name. */
    record Member(Position position, Ast input, String name) implements Ast {
        @Override
        public List<Ast> children() {
            return List.of(input);
        }

        /** Whether it begins a path. */
        public boolean isStart() {
            return input instanceof Special special && special.kind() == Special.Kind.HERE;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.member(this);
        }
    }

    /** A function and its arguments. */
    record Call(Position position, Ast input, String name, List<Ast> arguments) implements Ast {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Ast> children() {
            List<Ast> children = new java.util.ArrayList<>(arguments);
            children.add(0, input);
            return children;
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.call(this);
        }
    }

    /** An item by its place. */
    record Indexed(Position position, Ast input, Ast index) implements Ast {
        @Override
        public List<Ast> children() {
            return List.of(input, index);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.indexed(this);
        }
    }

    /** A plus or minus before an operand. */
    record Sign(Position position, boolean isMinus, Ast operand) implements Ast {
        @Override
        public List<Ast> children() {
            return List.of(operand);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.sign(this);
        }
    }

    /** An operator between two operands. */
    record Binary(Position position, Operator operator, Ast left, Ast right) implements Ast {
        @Override
        public List<Ast> children() {
            return List.of(left, right);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.binary(this);
        }
    }

    /** The operators {@code is} and {@code as}. */
    record TypeTest(Position position, boolean isCast, Ast operand, TypeName type) implements Ast {
        @Override
        public List<Ast> children() {
            return List.of(operand);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.typeTest(this);
        }
    }
}
