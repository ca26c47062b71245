package org.fhirriver.mapping.typed;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fhirriver.fhirpath.syntax.Ast;
import org.fhirriver.mapping.fpml.ExpressionText;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.Unfit;

/** Finds values that are written down elsewhere and that an element does not take: of a map, of a declared column. */
final class KnownValues {

    private final Target target;
    private final Compilation compilation;

    KnownValues(Target target, Compilation compilation) {
        this.target = target;
        this.compilation = compilation;
    }

    /** Looks at an expression whose result is the element's value. */
    void check(Ast ast, ExpressionText text) {
        if (ast instanceof Ast.Call call && call.name().equals("translate")) {
            translation(call, text, coding -> coding);
        } else if (ast instanceof Ast.Member member && member.isStart()) {
            column(member, text);
        } else if (ast instanceof Ast.Member member
                && member.name().equals("code")
                && member.input() instanceof Ast.Call call
                && call.name().equals("translate")) {
            translation(call, text, coding -> String.valueOf(coding.get("code")));
        }
    }

    private void column(Ast.Member member, ExpressionText text) {
        if (isBound()) {
            return;
        }
        compilation
                .referenceTypes()
                .column(member.name())
                .flatMap(SampleValue::of)
                .ifPresent(sample -> note(
                        sample.value(),
                        member,
                        text,
                        "the column '%s' is %s: ".formatted(member.name(), sample.kind())));
    }

    /** Where only some codes are allowed, a map gives no others. */
    private void translation(Ast.Call call, ExpressionText text, Function<Map<String, Object>, Object> result) {
        List<Ast> arguments = call.arguments();
        if (!isBound()
                || arguments.isEmpty()
                || !(arguments.get(0) instanceof Ast.Literal literal)
                || !(literal.value() instanceof String map)) {
            return;
        }
        for (Map<String, Object> coding : compilation.referenceTypes().codings(map)) {
            String what = "the map '%s' gives '%s': ".formatted(map, coding.get("code"));
            if (note(result.apply(coding), literal, text, what)) {
                return;
            }
        }
        if (arguments.size() > 2
                && arguments.get(2) instanceof Ast.Literal otherwise
                && otherwise.value() instanceof String code) {
            note(result.apply(Map.of("code", code)), otherwise, text, "");
        }
    }

    private boolean isBound() {
        return target.use().code().equals("code")
                && compilation.r4().requiredCodes(target.element()).isPresent();
    }

    private boolean note(Object value, Ast place, ExpressionText text, String what) {
        try {
            target.writer().write(value, new JsonBuffer());
            return false;
        } catch (Unfit e) {
            compilation.problem(text.position(place.position().offset()), target.path() + ": " + what + e.reason());
            return true;
        }
    }
}
