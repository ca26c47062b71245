package org.fhirriver.mapping.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in UTF-8 under construction: what turns out to be empty is taken back, so an object may be begun before it is
 * known whether anything will be in it. Made to be used again and again, by one thread at a time.
 */
public final class JsonBuffer {

    /** No resource is larger; Kafka would not take it. */
    static final int LIMIT = 16 * 1024 * 1024;

    private static final int KEPT = 1024 * 1024;

    /** The ASCII characters that JSON takes as they are. */
    private static final boolean[] PLAIN = plain();

    private byte[] bytes = new byte[4096];
    private int size;
    private boolean fragments;

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x80];
        Arrays.fill(plain, 0x20, 0x80, true);
        plain['"'] = false;
        plain['\\'] = false;
        return plain;
    }

    /** A name in quotes with its colon, to be written as it is. */
    public static byte[] name(String name) {
        return ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    }

    /** Makes the buffer ready for the next resource; the memory of a very large one is given back. */
    public void clear() {
        size = 0;
        fragments = false;
        if (bytes.length > KEPT) {
            bytes = new byte[KEPT];
        }
    }

    public int size() {
        return size;
    }

    /** Notes that a reference to a contained resource was written. */
    public void noteFragment() {
        fragments = true;
    }

    /** Whether there may be a reference to a contained resource. */
    public boolean mayHaveFragments() {
        return fragments;
    }

    /** Takes back all that came after a mark. */
    public void truncate(int mark) {
        size = mark;
    }

    /** A copy of what is written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The bytes from a mark on. */
    public byte[] from(int mark) {
        return Arrays.copyOfRange(bytes, mark, size);
    }

    /** Whether the last byte is this one. */
    public boolean endsWith(char last) {
        return size > 0 && bytes[size - 1] == last;
    }

    /** Writes the comma that a value or name needs after another one. */
    public void separate() {
        if (size > 0) {
            byte last = bytes[size - 1];
            if (last != '{' && last != '[' && last != ':') {
                raw(',');
            }
        }
    }

    /** Writes one ASCII character as it is. */
    public void raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
    }

    /** Writes JSON as it is. */
    public void raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
    }

    /** Writes ASCII text as it is. */
    public void ascii(String text) {
        int length = text.length();
        reserve(length);
        byte[] target = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            target[at++] = (byte) text.charAt(i);
        }
        size = at;
    }

    /** Writes a number with as many digits, zeros before it. */
    public void digits(int number, int count) {
        reserve(count);
        int rest = number;
        for (int at = size + count - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    /**
     * Writes text in quotes.
     *
     * @throws Unfit when it holds a character that FHIR does not allow
     */
    public void text(String text) {
        int length = text.length();
        reserve(length + 2);
        byte[] target = bytes;
        int at = size;
        target[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || !PLAIN[c]) {
                size = at;
                rest(text, i);
                raw('"');
                return;
            }
            target[at++] = (byte) c;
        }
        target[at++] = '"';
        size = at;
    }

    private void rest(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            reserve(6);
            if (c < 0x80) {
                ascii(c);
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xC0 | (c >> 6));
                bytes[size++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new Unfit("holds half a character");
                }
                supplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                bytes[size++] = (byte) (0xE0 | (c >> 12));
                bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[size++] = (byte) (0x80 | (c & 0x3F));
            }
        }
    }

    private void ascii(char c) {
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            default -> {
                if (c < 0x20) {
                    throw new Unfit("holds a control character");
                }
                bytes[size++] = (byte) c;
            }
        }
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        bytes[size++] = (byte) c;
    }

    private void supplementary(int codePoint) {
        bytes[size++] = (byte) (0xF0 | (codePoint >> 18));
        bytes[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        bytes[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        bytes[size++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void reserve(int more) {
        int needed = size + more;
        if (needed > bytes.length) {
            if (needed > LIMIT || needed < 0) {
                throw new Unfit("makes the resource larger than 16 MiB");
            }
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }

    @Override
    public String toString() {
        return size + " bytes of JSON";
    }
}
