package org.fhirriver.mapping.functions;

import java.util.List;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.syntax.Position;

/**
 * A function and how a call of it is checked and run.
 *
 * @param maxArguments {@link Integer#MAX_VALUE} for any number
 * @param binding looks at a call once, when its expression is compiled
 */
record Definition(String name, int minArguments, int maxArguments, Binding binding) implements CustomFunction {

    /** Gives what runs for a call. */
    interface Binding {
        Body bind(Call call);
    }

    @Override
    public Body bind(Position position, List<Argument> arguments) {
        return binding.bind(new Call(name, position, arguments));
    }
}
