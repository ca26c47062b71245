package org.fhirriver.local.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** UUIDs in the form of nearly all ids, 8-4-4-4-12 small hexadecimal digits, and their 16 bytes. */
final class UuidText {

    private static final int LENGTH = 36;
    private static final int HALF = 18;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(ISO_8859_1);

    private UuidText() {}

    /** Whether a text is a UUID that its bytes bring back as it is. */
    static boolean is(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char letter = text.charAt(i);
            boolean fits = isHyphen(i) ? letter == '-' : isDigit(letter);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static long high(String text) {
        return bits(text, 0);
    }

    static long low(String text) {
        return bits(text, HALF);
    }

    static String of(long high, long low) {
        byte[] text = new byte[LENGTH];
        write(high, text, 0);
        write(low, text, HALF);
        return new String(text, ISO_8859_1);
    }

    private static boolean isHyphen(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }

    private static boolean isDigit(char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    }

    private static long bits(String text, int from) {
        long bits = 0;
        for (int i = from; i < from + HALF; i++) {
            if (!isHyphen(i)) {
                char letter = text.charAt(i);
                bits = (bits << 4) | (letter <= '9' ? letter - '0' : letter - 'a' + 10);
            }
        }
        return bits;
    }

    private static void write(long bits, byte[] text, int from) {
        long rest = bits;
        for (int i = from + HALF - 1; i >= from; i--) {
            if (isHyphen(i)) {
                text[i] = '-';
            } else {
                text[i] = DIGITS[(int) (rest & 0xf)];
                rest >>>= 4;
            }
        }
    }
}
