package org.fhirriver.mapping.functions;

import java.util.List;
import java.util.Optional;
import org.fhirriver.fhirpath.eval.CustomFunction.Argument;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.syntax.Position;

/** A call of a function as it is written, while its expression is compiled. */
record Call(String function, Position position, List<Argument> arguments) {

    int count() {
        return arguments.size();
    }

    /** An argument that has to be written out as text, such as the name of a map. */
    String name(int index, String what) {
        return literal(index, String.class)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> problem(index, what + " is written out in quotes"));
    }

    /** An argument that may be written out. */
    <T> Optional<T> literal(int index, Class<T> type) {
        return index < arguments.size()
                ? arguments.get(index).literal().filter(type::isInstance).map(type::cast)
                : Optional.empty();
    }

    /** The error that an argument is wrong. */
    InvalidExpression problem(int index, String message) {
        return arguments.get(index).problem(message);
    }

    /** The error that the call is wrong. */
    InvalidExpression problem(String message) {
        return new InvalidExpression(position, message);
    }
}
