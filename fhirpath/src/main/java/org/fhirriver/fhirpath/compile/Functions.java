package org.fhirriver.fhirpath.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.value.Items;
import org.jspecify.annotations.Nullable;

/** The functions that an expression may call. */
public final class Functions {

    private final Map<String, Function> byName;

    private Functions(Map<String, Function> byName) {
        this.byName = byName;
    }

    /** These functions. */
    public static Functions of(Collection<Function> functions) {
        Map<String, Function> byName = new TreeMap<>();
        for (Function function : functions) {
            if (byName.put(function.name(), function) != null) {
                throw new IllegalStateException("Two functions are called " + function.name());
            }
        }
        return new Functions(byName);
    }

    /** These and more; those that are here already keep their meaning. */
    public Functions with(Collection<? extends CustomFunction> more) {
        Map<String, Function> all = new TreeMap<>(byName);
        for (CustomFunction custom : more) {
            Function function = new Function(
                    custom.name(), custom.minArguments(), custom.maxArguments(), site -> compile(custom, site));
            if (all.put(custom.name(), function) != null) {
                throw new IllegalArgumentException("There is a function called " + custom.name() + " already");
            }
        }
        return new Functions(all);
    }

    @Nullable Function get(String name) {
        return byName.get(name);
    }

    /** The names. */
    public Collection<String> names() {
        return byName.keySet();
    }

    private static Code compile(CustomFunction custom, CallSite site) {
        List<CustomFunction.Argument> arguments = new ArrayList<>();
        Code[] codes = new Code[site.count()];
        for (int i = 0; i < codes.length; i++) {
            arguments.add(new CustomFunction.Argument(site.argumentPosition(i), site.literal(i)));
            codes[i] = site.argument(i);
        }
        CustomFunction.Body body = custom.bind(site.position(), arguments);
        Code input = site.input();
        return (evaluation, self) -> {
            evaluation.steps().take();
            Object focus = input.run(evaluation, self);
            @Nullable Object[] values = new Object[codes.length];
            for (int i = 0; i < codes.length; i++) {
                values[i] = codes[i].run(evaluation, self);
            }
            return Items.of(body.call(evaluation, focus, values));
        };
    }
}
