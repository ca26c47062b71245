package org.fhirriver.mapping.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes decimals with the digits that they came with. */
final class DecimalWriter implements ValueWriter {

    /** Numbers that take more characters to write are no measurements. */
    private static final int LONGEST = 200;

    @Override
    public boolean write(Object value, JsonBuffer out) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            out.ascii(value.toString());
            return true;
        }
        if (value instanceof BigDecimal decimal) {
            out.ascii(plain(decimal));
            return true;
        }
        if (value instanceof BigInteger integer) {
            out.ascii(plain(new BigDecimal(integer)));
            return true;
        }
        if (value instanceof String text) {
            if (text.isBlank()) {
                return false;
            }
            out.ascii(plain(parse(text)));
            return true;
        }
        throw Unfit.type(value, "decimal");
    }

    private static BigDecimal parse(String text) {
        if (text.length() <= LONGEST) {
            try {
                return new BigDecimal(text.strip());
            } catch (NumberFormatException e) {
                throw Unfit.type(text, "decimal");
            }
        }
        throw Unfit.type(text, "decimal");
    }

    /** The number without an exponent. */
    static String plain(BigDecimal decimal) {
        if (Math.abs((long) decimal.scale()) + decimal.precision() > LONGEST) {
            throw new Unfit("a decimal has more than " + LONGEST + " digits");
        }
        return decimal.toPlainString();
    }
}
