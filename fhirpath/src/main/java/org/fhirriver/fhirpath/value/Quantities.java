package org.fhirriver.fhirpath.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Compares and calculates with quantities, with UCUM's conversions and the calendar's. */
public final class Quantities {

    private static final BigDecimal TWELVE = BigDecimal.valueOf(12);

    private Quantities() {}

    /** Whether a text is a unit's code in UCUM, as far as its units are of clinical use; case counts. */
    public static boolean isUcum(String code) {
        return Ucum.parse(code) != null;
    }

    static boolean isEither(Object left, Object right) {
        return isQuantity(left) || isQuantity(right);
    }

    private static boolean isQuantity(Object value) {
        return value instanceof Quantity || (value instanceof Wrapped wrapped && wrapped.quantity() != null);
    }

    /** The quantity that a value is or implicitly becomes; null when it does not. */
    public static @Nullable Quantity of(Object value) {
        if (value instanceof Quantity quantity) {
            return quantity;
        }
        if (value instanceof Number number) {
            return Quantity.of(Numbers.decimal(number));
        }
        return value instanceof Wrapped wrapped ? wrapped.quantity() : null;
    }

    static @Nullable Boolean equal(Quantity left, Quantity right) {
        if (isUnanchored(left, right)) {
            return null;
        }
        Common common = Common.of(left, right);
        if (common == null) {
            return (isKnown(left) && isKnown(right)) ? false : null;
        }
        return common.left.compareTo(common.right) == 0;
    }

    static OptionalInt compare(Quantity left, Quantity right) {
        Common common = isUnanchored(left, right) ? null : Common.of(left, right);
        return common == null ? OptionalInt.empty() : OptionalInt.of(common.left.compareTo(common.right));
    }

    static boolean equivalent(Quantity left, Quantity right) {
        if (left.code().equals(right.code())) {
            return Equality.roundedEqual(left.value(), right.value());
        }
        Ucum.Unit a = Ucum.parse(left.code());
        Ucum.Unit b = Ucum.parse(right.code());
        if (a == null || b == null || !a.isComparable(b)) {
            return false;
        }
        BigDecimal stepA = a.size().movePointLeft(Equality.scale(left.value()));
        BigDecimal stepB = b.size().movePointLeft(Equality.scale(right.value()));
        boolean leftIsCoarser = stepA.compareTo(stepB) >= 0;
        BigDecimal coarse = leftIsCoarser ? left.value() : right.value();
        BigDecimal fine = leftIsCoarser ? b.convert(right.value(), a) : a.convert(left.value(), b);
        int scale = Equality.scale(coarse);
        return fine.setScale(scale, RoundingMode.HALF_UP).compareTo(coarse.setScale(scale, RoundingMode.HALF_UP)) == 0;
    }

    /** Whether the units measure the same thing. */
    public static boolean isComparable(Quantity left, Quantity right) {
        Ucum.Unit a = Ucum.parse(left.code());
        Ucum.Unit b = Ucum.parse(right.code());
        return (a == null || b == null) ? left.code().equals(right.code()) : a.isComparable(b);
    }

    /** The sum in the finer of the two units; null when the units do not fit. */
    public static @Nullable Quantity add(Quantity left, Quantity right, int sign) {
        BigDecimal signed = sign < 0 ? right.value().negate() : right.value();
        if (left.unit().equals(right.unit())) {
            return left.withValue(Numbers.checked(left.value().add(signed)));
        }
        if (isUnanchored(left, right)) {
            return null;
        }
        Ucum.Unit a = Ucum.parse(left.code());
        Ucum.Unit b = Ucum.parse(right.code());
        if (a == null || b == null || !a.isComparable(b)) {
            return null;
        }
        if (a.size().compareTo(b.size()) <= 0) {
            return left.withValue(left.value().add(b.convert(signed, a)));
        }
        return right.withValue(a.convert(left.value(), b).add(signed));
    }

    public static @Nullable Quantity multiply(Quantity left, Quantity right) {
        String unit = UnitText.product(left.code(), right.code());
        return Ucum.parse(unit) == null
                ? null
                : new Quantity(Numbers.checked(left.value().multiply(right.value())), unit, null);
    }

    public static @Nullable Quantity divide(Quantity left, Quantity right) {
        BigDecimal quotient = Numbers.divide(left.value(), right.value());
        String unit = UnitText.quotient(left.code(), right.code());
        return quotient == null || Ucum.parse(unit) == null ? null : new Quantity(quotient, unit, null);
    }

    /** The quantity in another unit; null when it does not convert. */
    public static @Nullable Quantity convert(Quantity quantity, String unit) {
        Quantity target = Quantity.of(BigDecimal.ONE, unit);
        if (quantity.unit().equals(unit)) {
            return quantity;
        }
        CalendarUnit from = quantity.calendar();
        CalendarUnit to = target.calendar();
        if (from != null && to != null) {
            BigDecimal number = from == CalendarUnit.YEAR && to == CalendarUnit.MONTH
                    ? quantity.value().multiply(TWELVE)
                    : from == CalendarUnit.MONTH && to == CalendarUnit.YEAR
                            ? quantity.value().divide(TWELVE, Numbers.ROUNDED)
                            : quantity.value().multiply(from.seconds()).divide(to.seconds(), Numbers.ROUNDED);
            return target.withValue(number);
        }
        Ucum.Unit a = Ucum.parse(quantity.code());
        Ucum.Unit b = Ucum.parse(target.code());
        if (a == null || b == null || !a.isComparable(b) || isUnanchored(quantity, target)) {
            return null;
        }
        return target.withValue(a.convert(quantity.value(), b));
    }

    private static boolean isKnown(Quantity quantity) {
        return Ucum.parse(quantity.code()) != null;
    }

    /** Whether one is in years or months of the calendar and the other in a definite unit. */
    private static boolean isUnanchored(Quantity left, Quantity right) {
        CalendarUnit a = left.calendar();
        CalendarUnit b = right.calendar();
        return (a != null && b == null && a.isMonthly()) || (a == null && b != null && b.isMonthly());
    }

    /** The numbers of two quantities in one unit. */
    private record Common(BigDecimal left, BigDecimal right) {

        static @Nullable Common of(Quantity left, Quantity right) {
            CalendarUnit a = left.calendar();
            CalendarUnit b = right.calendar();
            if (a != null && b != null) {
                return a.isMonthly() && b.isMonthly()
                        ? new Common(months(left, a), months(right, b))
                        : new Common(
                                left.value().multiply(a.seconds()),
                                right.value().multiply(b.seconds()));
            }
            if (left.code().equals(right.code())) {
                return new Common(left.value(), right.value());
            }
            Ucum.Unit unit = Ucum.parse(left.code());
            Ucum.Unit other = Ucum.parse(right.code());
            return unit == null || other == null || !unit.isComparable(other)
                    ? null
                    : new Common(unit.toBase(left.value()), other.toBase(right.value()));
        }

        private static BigDecimal months(Quantity quantity, CalendarUnit unit) {
            return unit == CalendarUnit.YEAR ? quantity.value().multiply(TWELVE) : quantity.value();
        }
    }
}
