package org.fhirriver.mapping.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes integer, positiveInt and unsignedInt, from decimals and text too where nothing is lost. */
final class IntegerWriter implements ValueWriter {

    /** No integer of 32 bits has more digits; longer text is not even looked at. */
    private static final int LONGEST = 40;

    private final String type;
    private final int least;

    IntegerWriter(String type, int least) {
        this.type = type;
        this.least = least;
    }

    @Override
    public boolean write(Object value, JsonBuffer out) {
        if (value instanceof String text && text.isBlank()) {
            return false;
        }
        long number = number(value);
        if (number < least || number > Integer.MAX_VALUE) {
            throw new Unfit(Kinds.of(value) + " is out of the range of " + type);
        }
        out.ascii(Long.toString(number));
        return true;
    }

    private long number(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return ((Number) value).longValue();
        }
        try {
            BigDecimal decimal;
            if (value instanceof BigDecimal exact) {
                decimal = exact;
            } else if (value instanceof BigInteger integer) {
                decimal = new BigDecimal(integer);
            } else if (value instanceof String text && text.length() <= LONGEST) {
                decimal = new BigDecimal(text.strip());
            } else {
                throw Unfit.type(value, type);
            }
            if (Math.abs((long) decimal.precision() - decimal.scale()) > LONGEST) {
                throw new Unfit(Kinds.of(value) + " is out of the range of " + type);
            }
            return decimal.longValueExact();
        } catch (ArithmeticException e) {
            throw new Unfit(Kinds.of(value) + " is not a whole number in the range of " + type);
        } catch (NumberFormatException e) {
            throw Unfit.type(value, type);
        }
    }
}
