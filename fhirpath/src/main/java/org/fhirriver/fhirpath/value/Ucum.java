package org.fhirriver.fhirpath.value;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Units of the Unified Code for Units of Measure, case sensitive: prefixes, products, quotients, exponents and
 * annotations over the units of clinical use. <a href="https://ucum.org/ucum">The specification</a>.
 */
final class Ucum {

    private static final int CACHED = 2_000;
    private static final Map<String, Optional<Unit>> CACHE = new ConcurrentHashMap<>();

    private final String code;
    private int at;
    private int nesting;

    private Ucum(String code) {
        this.code = code;
    }

    /** The unit of a code; null when the code is none that is known. */
    static @Nullable Unit parse(String code) {
        Optional<Unit> known = CACHE.get(code);
        if (known == null) {
            known = Optional.ofNullable(code.length() > 200 ? null : new Ucum(code).whole());
            if (CACHE.size() < CACHED) {
                CACHE.put(code, known);
            }
        }
        return known.orElse(null);
    }

    private @Nullable Unit whole() {
        try {
            Unit unit = term();
            return at == code.length() ? unit : null;
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private @Nullable Unit term() {
        Unit unit = peek() == '/' ? Unit.ONE : component();
        while (unit != null && (peek() == '.' || peek() == '/')) {
            boolean divide = code.charAt(at++) == '/';
            Unit next = component();
            unit = next == null ? null : unit.times(divide ? next.power(-1) : next);
        }
        return unit;
    }

    private char peek() {
        return at < code.length() ? code.charAt(at) : 0;
    }

    private @Nullable Unit component() {
        if (peek() == '(') {
            at++;
            if (++nesting > 20) {
                return null;
            }
            Unit unit = term();
            if (unit == null || peek() != ')') {
                return null;
            }
            at++;
            return annotated(unit);
        }
        if (peek() == '{') {
            return annotated(Unit.ONE);
        }
        int start = at;
        while (isDigit(peek())) {
            at++;
        }
        boolean isTen = code.startsWith("10*", start) || code.startsWith("10^", start);
        if (at > start && !isTen) {
            BigDecimal factor = new BigDecimal(code.substring(start, at));
            return factor.signum() == 0 ? null : annotated(Unit.of(factor));
        }
        at = isTen ? start + 3 : endOfSymbol();
        Unit atom = UcumAtoms.find(code.substring(start, at));
        Integer exponent = atom == null ? null : exponent();
        return atom == null || exponent == null ? null : annotated(exponent == 1 ? atom : atom.power(exponent));
    }

    private int endOfSymbol() {
        int end = at;
        boolean bracket = false;
        for (; end < code.length(); end++) {
            char c = code.charAt(end);
            bracket = c == '[' || (bracket && c != ']');
            if (!bracket && ("./(){}+-".indexOf(c) >= 0 || isDigit(c))) {
                break;
            }
        }
        return end;
    }

    private @Nullable Integer exponent() {
        int start = at;
        if (peek() == '+' || peek() == '-') {
            at++;
        }
        while (isDigit(peek())) {
            at++;
        }
        if (at == start) {
            return 1;
        }
        String digits = code.substring(peekSign(start), at);
        if (digits.isEmpty() || digits.length() > 2) {
            return null;
        }
        int exponent = Integer.parseInt(digits);
        return code.charAt(start) == '-' ? -exponent : exponent;
    }

    private int peekSign(int start) {
        return isDigit(code.charAt(start)) ? start : start + 1;
    }

    private @Nullable Unit annotated(Unit unit) {
        if (peek() == '{') {
            int end = code.indexOf('}', at);
            if (end < 0) {
                return null;
            }
            at = end + 1;
        }
        return unit;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A factor over the base units, and their exponents; the offset is that of a scale such as degrees Celsius. */
    static final class Unit {

        static final Unit ONE = of(BigDecimal.ONE);

        private final BigDecimal numerator;
        private final BigDecimal denominator;
        private final BigDecimal offset;
        private final int[] exponents;

        Unit(BigDecimal numerator, BigDecimal denominator, BigDecimal offset, int[] exponents) {
            this.numerator = numerator;
            this.denominator = denominator;
            this.offset = offset;
            this.exponents = exponents;
        }

        static Unit of(BigDecimal factor) {
            return new Unit(factor, BigDecimal.ONE, BigDecimal.ZERO, new int[UcumAtoms.BASES]);
        }

        Unit times(Unit other) {
            int[] sum = exponents.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += other.exponents[i];
            }
            return new Unit(
                    Numbers.checked(numerator.multiply(other.numerator)),
                    Numbers.checked(denominator.multiply(other.denominator)),
                    BigDecimal.ZERO,
                    sum);
        }

        Unit power(int exponent) {
            int[] product = exponents.clone();
            for (int i = 0; i < product.length; i++) {
                product[i] *= exponent;
            }
            BigDecimal top = Numbers.checked(numerator.pow(Math.abs(exponent)));
            BigDecimal bottom = Numbers.checked(denominator.pow(Math.abs(exponent)));
            return exponent < 0
                    ? new Unit(bottom, top, BigDecimal.ZERO, product)
                    : new Unit(top, bottom, BigDecimal.ZERO, product);
        }

        boolean isComparable(Unit other) {
            return Arrays.equals(exponents, other.exponents);
        }

        /** How much of the base units one is. */
        BigDecimal size() {
            return numerator.divide(denominator, Numbers.ROUNDED);
        }

        BigDecimal toBase(BigDecimal value) {
            return value.add(offset).multiply(numerator).divide(denominator, Numbers.ROUNDED);
        }

        /** A value in this unit as a value in a comparable one. */
        BigDecimal convert(BigDecimal value, Unit target) {
            return value.add(offset)
                    .multiply(numerator)
                    .multiply(target.denominator)
                    .divide(denominator.multiply(target.numerator), Numbers.ROUNDED)
                    .subtract(target.offset);
        }
    }
}
