package org.fhirriver.fhirpath.value;

import org.jspecify.annotations.Nullable;

/** The UCUM code of a product or quotient. */
final class UnitText {

    private UnitText() {}

    static String product(String left, String right) {
        if (left.equals("1")) {
            return right;
        }
        if (right.equals("1")) {
            return left;
        }
        Power a = Power.of(left);
        Power b = Power.of(right);
        if (a != null && b != null && a.symbol.equals(b.symbol)) {
            return new Power(a.symbol, a.exponent + b.exponent).text();
        }
        return left + '.' + (right.indexOf('/') < 0 ? right : '(' + right + ')');
    }

    static String quotient(String left, String right) {
        if (right.equals("1")) {
            return left;
        }
        if (left.equals(right)) {
            return "1";
        }
        Power a = Power.of(left);
        Power b = Power.of(right);
        if (a != null && b != null && a.symbol.equals(b.symbol)) {
            return new Power(a.symbol, a.exponent - b.exponent).text();
        }
        return left + '/' + (b != null ? right : '(' + right + ')');
    }

    /** A symbol with an exponent: {@code cm2}. */
    private record Power(String symbol, int exponent) {

        static @Nullable Power of(String unit) {
            int end = unit.length();
            while (end > 0 && "+-0123456789".indexOf(unit.charAt(end - 1)) >= 0) {
                end--;
            }
            String symbol = unit.substring(0, end);
            String digits = unit.substring(end);
            if (symbol.isEmpty() || symbol.endsWith("*") || symbol.endsWith("^") || digits.length() > 3) {
                return null;
            }
            for (int i = 0; i < symbol.length(); i++) {
                if ("./(){}".indexOf(symbol.charAt(i)) >= 0) {
                    return null;
                }
            }
            try {
                return new Power(symbol, digits.isEmpty() ? 1 : Integer.parseInt(digits));
            } catch (NumberFormatException e) {
                return null;
            }
        }

        String text() {
            return exponent == 0 ? "1" : exponent == 1 ? symbol : symbol + exponent;
        }
    }
}
