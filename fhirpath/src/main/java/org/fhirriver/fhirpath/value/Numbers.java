package org.fhirriver.fhirpath.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Integers of any size and exact decimals. What cannot be exact (division, roots, logarithms) has {@value #DIGITS}
 * significant digits.
 */
public final class Numbers {

    /** The digits of a result that cannot be exact. */
    public static final int DIGITS = 34;

    /** Division and the like: IEEE 754's decimal128. */
    public static final MathContext ROUNDED = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    private static final int MOST_DIGITS = 1_000;

    private Numbers() {}

    /** Whether a value is a whole number. */
    public static boolean isInteger(@Nullable Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger
                || value instanceof Short;
    }

    /** An integer in the smallest form that holds it. */
    public static Number integer(long value) {
        int small = (int) value;
        if (small == value) {
            return small;
        }
        return value;
    }

    /** An integer in the smallest form that holds it. */
    public static Number integer(BigInteger value) {
        return value.bitLength() < 64 ? integer(value.longValue()) : value;
    }

    /** A number as a decimal, unless its exponent is so large that its digits would fill the memory. */
    public static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            if (Math.abs((long) decimal.scale()) > MOST_DIGITS) {
                throw tooLarge();
            }
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            return new BigDecimal(number.toString());
        }
        return BigDecimal.valueOf(number.longValue());
    }

    /** A whole number of any size. */
    public static BigInteger bigInteger(Number number) {
        return number instanceof BigInteger integer ? integer : BigInteger.valueOf(number.longValue());
    }

    private static boolean isLong(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short;
    }

    static int compare(Number left, Number right) {
        if (isLong(left) && isLong(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        return decimal(left).compareTo(decimal(right));
    }

    public static Number add(Number left, Number right) {
        if (left instanceof Integer && right instanceof Integer) {
            return integer(left.longValue() + right.longValue());
        }
        if (isInteger(left) && isInteger(right)) {
            return checked(bigInteger(left).add(bigInteger(right)));
        }
        return checked(decimal(left).add(decimal(right)));
    }

    public static Number subtract(Number left, Number right) {
        if (left instanceof Integer && right instanceof Integer) {
            return integer(left.longValue() - right.longValue());
        }
        if (isInteger(left) && isInteger(right)) {
            return checked(bigInteger(left).subtract(bigInteger(right)));
        }
        return checked(decimal(left).subtract(decimal(right)));
    }

    public static Number multiply(Number left, Number right) {
        if (left instanceof Integer && right instanceof Integer) {
            return integer(left.longValue() * right.longValue());
        }
        if (isInteger(left) && isInteger(right)) {
            return checked(bigInteger(left).multiply(bigInteger(right)));
        }
        return checked(decimal(left).multiply(decimal(right)));
    }

    /** The quotient; exact where {@value #DIGITS} digits are enough, null for a division by zero. */
    public static @Nullable BigDecimal divide(Number left, Number right) {
        BigDecimal divisor = decimal(right);
        return divisor.signum() == 0 ? null : decimal(left).divide(divisor, ROUNDED);
    }

    /** The quotient without its fraction; null for a division by zero. */
    public static @Nullable Number div(Number left, Number right) {
        BigDecimal divisor = decimal(right);
        if (divisor.signum() == 0) {
            return null;
        }
        return checked(decimal(left).divideToIntegralValue(divisor).toBigInteger());
    }

    /** What {@link #div} leaves over; null for a division by zero. */
    public static @Nullable Number mod(Number left, Number right) {
        if (decimal(right).signum() == 0) {
            return null;
        }
        if (isInteger(left) && isInteger(right)) {
            return integer(bigInteger(left).remainder(bigInteger(right)));
        }
        return decimal(left).remainder(decimal(right));
    }

    public static Number negate(Number number) {
        if (isInteger(number)) {
            return integer(bigInteger(number).negate());
        }
        return decimal(number).negate();
    }

    /** A number as FHIRPath writes it, without an exponent. */
    public static String text(Number number) {
        return isInteger(number) ? number.toString() : decimal(number).toPlainString();
    }

    /** An integer, unless it is absurdly large. */
    public static Number checked(BigInteger value) {
        if (value.bitLength() > MOST_DIGITS * 3) {
            throw tooLarge();
        }
        return integer(value);
    }

    /** A decimal, unless it has absurdly many digits. */
    public static BigDecimal checked(BigDecimal value) {
        if (value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS) {
            throw tooLarge();
        }
        return value;
    }

    private static ValueProblem tooLarge() {
        return new ValueProblem("The number has more than " + MOST_DIGITS + " digits");
    }
}
