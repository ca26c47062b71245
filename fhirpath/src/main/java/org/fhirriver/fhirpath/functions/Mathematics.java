package org.fhirriver.fhirpath.functions;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Numbers;
import org.fhirriver.fhirpath.value.Quantities;
import org.fhirriver.fhirpath.value.Quantity;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.fhirriver.fhirpath.value.Wrapped;
import org.jspecify.annotations.Nullable;

/** What can be done with numbers. Roots, powers, logarithms have some 16 significant digits unless they are exact. */
final class Mathematics {

    static final List<Function> FUNCTIONS = List.of(
            new Function("abs", 0, 0, Mathematics::abs),
            new Function("ceiling", 0, 0, site -> whole(site, RoundingMode.CEILING)),
            new Function("floor", 0, 0, site -> whole(site, RoundingMode.FLOOR)),
            new Function("truncate", 0, 0, site -> whole(site, RoundingMode.DOWN)),
            new Function("round", 0, 1, Mathematics::round),
            new Function("exp", 0, 0, site -> ofNumber(site, number -> real(Math.exp(number.doubleValue())))),
            new Function("ln", 0, 0, site -> ofNumber(site, number -> real(Math.log(number.doubleValue())))),
            new Function("log", 1, 1, Mathematics::log),
            new Function("power", 1, 1, Mathematics::power),
            new Function("sqrt", 0, 0, site -> ofNumber(site, Mathematics::sqrt)));

    private Mathematics() {}

    private interface NumberFunction {
        @Nullable Object apply(Number number);
    }

    private static Code ofNumber(CallSite site, NumberFunction function) {
        return site.ofItem((evaluation, self, item) -> {
            Object value = Items.value(item);
            if (value instanceof Number number) {
                return function.apply(number);
            }
            throw new ValueProblem(site.name() + "() is for numbers, not for " + Conversions.typeName(item));
        });
    }

    private static Code abs(CallSite site) {
        return site.ofItem((evaluation, self, item) -> {
            Object value = Items.value(item);
            Quantity quantity = value instanceof Quantity || value instanceof Wrapped ? Quantities.of(value) : null;
            if (quantity != null) {
                return quantity.withValue(quantity.value().abs());
            }
            if (!(value instanceof Number number)) {
                throw new ValueProblem("abs() is for numbers and quantities, not for " + Conversions.typeName(item));
            }
            return Numbers.isInteger(number)
                    ? Numbers.integer(Numbers.bigInteger(number).abs())
                    : Numbers.decimal(number).abs();
        });
    }

    private static Code whole(CallSite site, RoundingMode rounding) {
        return ofNumber(
                site,
                number -> Numbers.isInteger(number)
                        ? number
                        : Numbers.checked(
                                Numbers.decimal(number).setScale(0, rounding).toBigInteger()));
    }

    private static Code round(CallSite site) {
        CallSite.IntegerArgument precision = site.count() == 0 ? (evaluation, self) -> 0 : site.integer(0);
        return site.ofItem((evaluation, self, item) -> {
            Integer digits = precision.get(evaluation, self);
            if (digits != null && digits < 0) {
                throw new ValueProblem("The precision of round() must not be negative");
            }
            if (!(Items.value(item) instanceof Number number)) {
                throw new ValueProblem("round() is for numbers, not for " + Conversions.typeName(item));
            }
            BigDecimal decimal = Numbers.decimal(number);
            int scale = digits == null ? 0 : digits;
            return decimal.scale() <= scale ? decimal : decimal.setScale(scale, RoundingMode.HALF_UP);
        });
    }

    private static @Nullable BigDecimal real(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return null;
        }
        BigDecimal stripped = BigDecimal.valueOf(value).stripTrailingZeros();
        return stripped.scale() < 1 ? stripped.setScale(1) : Numbers.checked(stripped);
    }

    private static @Nullable Object sqrt(Number number) {
        BigDecimal decimal = Numbers.decimal(number);
        if (decimal.signum() < 0) {
            return null;
        }
        BigDecimal root = decimal.sqrt(Numbers.ROUNDED);
        return root.scale() < 1 ? root.setScale(1) : root;
    }

    private static Code log(CallSite site) {
        Code base = site.argument(0);
        return site.ofItem((evaluation, self, item) -> {
            Object second = Items.value(Items.single(base.run(evaluation, self), "The base of log()"));
            if (second == null) {
                return null;
            }
            Number number = number(site, item);
            return logarithm(number.doubleValue(), number(site, second).doubleValue());
        });
    }

    private static @Nullable BigDecimal logarithm(double number, double base) {
        double logarithm = Math.log(number) / Math.log(base);
        double nearest = Math.rint(logarithm);
        // a power of the base gives a whole number, whatever the last digit of the division says
        return real(Math.abs(nearest) < 1_000 && Math.pow(base, nearest) == number ? nearest : logarithm);
    }

    private static Number number(CallSite site, Object item) {
        if (Items.value(item) instanceof Number number) {
            return number;
        }
        throw new ValueProblem(site.name() + "() is for numbers, not for " + Conversions.typeName(item));
    }

    private static Code power(CallSite site) {
        Code exponent = site.argument(0);
        return site.ofItem((evaluation, self, item) -> {
            Object second = Items.value(Items.single(exponent.run(evaluation, self), "The exponent of power()"));
            return second == null ? null : power(number(site, item), number(site, second));
        });
    }

    private static @Nullable Object power(Number base, Number exponent) {
        BigDecimal power = Numbers.decimal(exponent);
        boolean isWhole = power.stripTrailingZeros().scale() <= 0;
        if (!isWhole || power.abs().compareTo(BigDecimal.valueOf(1_000)) > 0) {
            return real(Math.pow(base.doubleValue(), exponent.doubleValue()));
        }
        int times = power.intValueExact();
        if (Numbers.isInteger(base) && Numbers.isInteger(exponent) && times >= 0) {
            BigInteger integer = Numbers.bigInteger(base);
            if (integer.bitLength() * (long) times > 10_000) {
                throw new ValueProblem("The number has more than 1000 digits");
            }
            return Numbers.checked(integer.pow(times));
        }
        return decimalPower(Numbers.decimal(base), times);
    }

    private static @Nullable BigDecimal decimalPower(BigDecimal base, int times) {
        if (times < 0) {
            return base.signum() == 0 ? null : Numbers.divide(BigDecimal.ONE, base.pow(-times, Numbers.ROUNDED));
        }
        boolean isShort = base.precision() * (long) Math.max(times, 1) <= 100;
        return Numbers.checked(isShort ? base.pow(times) : base.pow(times, Numbers.ROUNDED));
    }
}
