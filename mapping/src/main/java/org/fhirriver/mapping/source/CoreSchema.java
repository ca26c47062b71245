package org.fhirriver.mapping.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar of YAML stands for, by the core schema of YAML 1.2.
 *
 * <p>In one point it is JSON's: a number with a leading zero is text, for it is a code, and so are the notations
 * {@code 0x1F}, {@code 0o17} and {@code .inf}.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2.2, section 10.3</a>
 */
final class CoreSchema {

    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");

    private CoreSchema() {}

    static @Nullable Object value(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> number(text);
        };
    }

    private static Object number(String text) {
        char first = text.charAt(0);
        boolean mayBeNumber = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        if (!mayBeNumber) {
            return text;
        }
        if (INTEGER.matcher(text).matches()) {
            return integer(text);
        }
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
    }

    /** A Long, or a BigInteger when it is too large for that. */
    static Object integer(String digits) {
        BigInteger value = new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
        if (value.bitLength() < Long.SIZE) {
            return value.longValueExact();
        }
        return value;
    }
}
