package org.fhirriver.mapping.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.mapping.terminology.CodeMap;
import org.fhirriver.mapping.terminology.CodeMaps;
import org.fhirriver.messages.DidYouMean;
import org.jspecify.annotations.Nullable;

/** {@code translate(map, code [, default])}: the Codings that codes of the source mean. */
final class Translation {

    private final CodeMaps maps;

    Translation(CodeMaps maps) {
        this.maps = maps;
    }

    CustomFunction translate() {
        return new Definition("translate", 2, 3, this::bind);
    }

    private CustomFunction.Body bind(Call call) {
        CodeMap map = map(call);
        if (call.count() == 2) {
            String unmapped = "The map '" + map.name() + "' does not have the code, and no third argument says what"
                    + " becomes of it";
            return (evaluation, input, arguments) -> each(map, arguments[1], code -> {
                throw new ValueProblem(unmapped);
            });
        }
        return (evaluation, input, arguments) -> {
            Object otherwise = Items.value(Items.single(arguments[2], "The default of translate()"));
            return each(map, arguments[1], code -> coding(map, otherwise));
        };
    }

    private CodeMap map(Call call) {
        String name = call.name(0, "The map's name");
        if (!maps.problems(name).isEmpty()) {
            throw call.problem(0, "The map '" + name + "' has problems of its own");
        }
        return maps.find(name)
                .orElseThrow(
                        () -> call.problem(0, "There is no map '" + name + "'" + DidYouMean.hint(name, maps.names())));
    }

    /** What becomes of a code that the map does not have. */
    private interface Otherwise {
        @Nullable Object of(String code);
    }

    private static @Nullable Object each(CodeMap map, @Nullable Object codes, Otherwise otherwise) {
        if (!(codes instanceof Items several)) {
            return codes == null ? null : one(map, codes, otherwise);
        }
        Items.Builder result = new Items.Builder(several.size());
        for (Object code : several) {
            result.addAll(one(map, code, otherwise));
        }
        return result.build();
    }

    private static @Nullable Object one(CodeMap map, Object item, Otherwise otherwise) {
        Object value = Items.value(item);
        String system = "";
        if (value instanceof Map<?, ?> coding) {
            system = coding.get("system") instanceof String text ? text : "";
            value = coding.get("code");
        }
        String code = Texts.ofItem(value, "The code");
        if (code == null || code.isBlank()) {
            return null;
        }
        Optional<List<Map<String, Object>>> found = map.translate(system, code);
        return found.isPresent() ? Items.of(found.get()) : otherwise.of(code);
    }

    /** A default is a Coding, or a code: the whole Coding where the map has it as a target. */
    private static @Nullable Object coding(CodeMap map, @Nullable Object otherwise) {
        if (otherwise == null || otherwise instanceof Map) {
            return otherwise;
        }
        String code = String.valueOf(Texts.ofItem(otherwise, "The default of translate()"));
        return code.isBlank() ? null : map.target(code).orElseGet(() -> Map.of("code", code));
    }
}
