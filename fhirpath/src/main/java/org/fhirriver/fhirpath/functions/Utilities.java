package org.fhirriver.fhirpath.functions;

import java.util.List;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.syntax.InvalidExpression;
import org.fhirriver.fhirpath.value.Items;

/** Functions that look on, or give names to values. */
final class Utilities {

    static final List<Function> FUNCTIONS = List.of(
            new Function("trace", 1, 2, Utilities::trace),
            new Function("defineVariable", 1, 2, Utilities::defineVariable));

    private Utilities() {}

    private static Code trace(CallSite site) {
        Code input = site.input();
        CallSite.TextArgument name = site.text(0);
        Code projection = site.count() == 2 ? site.lambda(1) : (evaluation, self) -> self;
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            String label = name.get(evaluation, self);
            Items.Builder seen = new Items.Builder();
            for (Object item : Items.list(items)) {
                evaluation.steps().take();
                seen.addAll(projection.run(evaluation, item));
            }
            evaluation.trace(label == null ? "" : label, seen.build());
            return items;
        };
    }

    private static Code defineVariable(CallSite site) {
        if (!(site.literal(0).orElse(null) instanceof String name)) {
            throw new InvalidExpression(
                    site.argumentPosition(0), "The name of a variable stands in quotes: defineVariable('name')");
        }
        Code input = site.input();
        Code value = site.count() == 2 ? site.lambda(1) : null;
        int slot = site.define(name, 0);
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            evaluation.assign(slot, value == null ? items : value.run(evaluation, items));
            return items;
        };
    }
}
