package org.fhirriver.connect.kit.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** Bytes of JSON that grow with what is written, and are used again for the next record. */
final class JsonBuffer {

    private static final int FIRST = 2 * 1024;
    /** A larger one is not kept for the next record. */
    private static final int MOST_KEPT = 1024 * 1024;

    private byte[] bytes = new byte[FIRST];
    private int length;

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    /** Forgets what is there and begins anew. */
    void begin(char first) {
        length = 0;
        raw(first);
    }

    /** What was written. */
    byte[] taken() {
        byte[] taken = Arrays.copyOf(bytes, length);
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[FIRST];
        }
        return taken;
    }

    void raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    void raw(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    /** Writes numbers and the like, which are all ASCII. */
    void ascii(String text) {
        int count = text.length();
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void number(long number) {
        if (number < 0) {
            // The least number has no positive counterpart.
            ascii(Long.toString(number));
            return;
        }
        int digits = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        room(digits);
        length += digits;
        long rest = number;
        for (int at = length - 1; at >= length - digits; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Writes what is no number of JSON, such as {@code NaN}, as text. */
    void floating(String number, boolean finite) {
        ascii(finite ? number : '"' + number + '"');
    }

    void base64(byte[] content) {
        raw('"');
        raw(Base64.getEncoder().encode(content));
        raw('"');
    }

    void text(String text) {
        int count = text.length();
        room(count + 2);
        int start = length;
        bytes[length++] = '"';
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                length = start;
                quoted(text);
                return;
            }
            bytes[length++] = (byte) c;
        }
        bytes[length++] = '"';
    }

    /** As Jackson does it: characters beyond the basic plane are two escapes. */
    private void quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16);
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        StringBuilder escaped = new StringBuilder(quoted.length() + 16).append('"');
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (Character.isSurrogate(c)) {
                escaped.append("\\u").append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
            } else {
                escaped.append(c);
            }
        }
        raw(utf8(escaped.append('"').toString()));
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
