package org.fhirriver.mapping.typed;

import java.math.BigDecimal;
import java.util.Optional;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.value.JsonBuffer;
import org.fhirriver.mapping.value.Unfit;
import org.fhirriver.messages.DidYouMean;
import org.fhirriver.r4.ValueSet;

/** Compiles values that are written in the template as they are. */
final class Literals {

    private Literals() {}

    static Node compile(Constant constant, Target target, Compilation compilation) {
        Object value = constant.value();
        if (value == null) {
            return Nodes.Nothing.INSTANCE;
        }
        Optional<String> wrong = wrongKind(value, target, constant);
        if (wrong.isPresent()) {
            compilation.problem(constant.position(), wrong.get());
            return Nodes.Nothing.INSTANCE;
        }
        JsonBuffer buffer = new JsonBuffer();
        try {
            if (target.writer().write(value, buffer)) {
                return new Nodes.Fixed(buffer.toBytes());
            }
            compilation.problem(constant.position(), target.takes() + ", and blank text is none");
        } catch (Unfit e) {
            compilation.problem(constant.position(), target.path() + ": " + message(e, value, target, compilation));
        }
        return Nodes.Nothing.INSTANCE;
    }

    private static String message(Unfit e, Object value, Target target, Compilation compilation) {
        Optional<ValueSet> codes = compilation.r4().requiredCodes(target.element());
        boolean unknownCode = target.use().code().equals("code")
                && codes.isPresent()
                && !codes.get().contains(value.toString());
        return unknownCode
                ? "'" + value + "' is not a code of it: " + e.reason()
                        + DidYouMean.hint(value.toString(), codes.get().codes())
                : "'" + value + "' does not fit: " + e.reason();
    }

    /** What is wrong when a literal is of another kind than JSON has for the type. */
    private static Optional<String> wrongKind(Object value, Target target, Constant constant) {
        if (!target.type().isPrimitive()) {
            return Optional.of(target.takes() + ", not " + constant.scalar().kind());
        }
        boolean fits = switch (target.type().name()) {
            case "boolean" -> value instanceof Boolean;
            case "decimal" -> value instanceof Number;
            case "integer", "positiveInt", "unsignedInt" -> value instanceof Number && !(value instanceof BigDecimal);
            default -> value instanceof String;
        };
        if (fits) {
            return Optional.empty();
        }
        String hint = switch (target.type().name()) {
            case "boolean" -> ": true or false";
            case "decimal", "integer", "positiveInt", "unsignedInt" -> "";
            default -> ": put it in quotes";
        };
        return Optional.of(target.takes() + ", not " + constant.scalar().kind() + hint);
    }
}
