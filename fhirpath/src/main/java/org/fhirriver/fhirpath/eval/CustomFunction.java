package org.fhirriver.fhirpath.eval;

import java.util.List;
import java.util.Optional;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Position;
import org.jspecify.annotations.Nullable;

/** A function that is not FHIRPath's own. Its arguments are evaluated before it is called. */
public interface CustomFunction {

    /** Its name. */
    String name();

    /** How many arguments it takes at least. */
    int minArguments();

    /** How many arguments it takes at most. */
    int maxArguments();

    /**
     * Looks at the arguments once, when the expression is compiled, and gives what runs. Wrong literals are reported
     * with {@link Argument#problem}.
     */
    Body bind(Position position, List<Argument> arguments);

    /** What runs. */
    @FunctionalInterface
    interface Body {
        /**
         * The result: null for empty, one value, or a collection. Values are JSON's or FHIRPath's own. What cannot be
         * done is thrown as {@code ValueProblem}.
         */
        @Nullable Object call(Evaluation evaluation, @Nullable Object input, @Nullable Object[] arguments);
    }

    /**
     * An argument as it is written.
     *
     * @param position where it begins
     * @param literal the value, if it is a literal
     */
    record Argument(Position position, Optional<Object> literal) {

        /** The error that this argument is wrong. */
        public InvalidExpression problem(String message) {
            return new InvalidExpression(position, message);
        }
    }
}
