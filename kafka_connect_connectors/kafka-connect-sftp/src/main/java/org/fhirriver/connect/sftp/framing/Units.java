package org.fhirriver.connect.sftp.framing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a text is cut by: bytes, where the characters that matter are those of ASCII, or the pairs of bytes of UTF-16. */
public enum Units {
    BYTES(1),
    UTF_16BE(2),
    UTF_16LE(2);

    /** What stands for the first half of a unit whose other half is missing; it is no character that matters. */
    private static final int HALF = 0xFFFF;

    private final int size;

    Units(int size) {
        this.size = size;
    }

    /** Those of an encoding; without a byte order mark, plain UTF-16 has its higher half first. */
    public static Units of(Charset charset) {
        if (charset.equals(StandardCharsets.UTF_16LE)) {
            return UTF_16LE;
        }
        boolean wide = charset.equals(StandardCharsets.UTF_16) || charset.equals(StandardCharsets.UTF_16BE);
        return wide ? UTF_16BE : BYTES;
    }

    /** The encoding of such a text, where the units say it, or else the one that is given. */
    public Charset charset(Charset other) {
        return switch (this) {
            case BYTES -> other;
            case UTF_16BE -> StandardCharsets.UTF_16BE;
            case UTF_16LE -> StandardCharsets.UTF_16LE;
        };
    }

    /** How many bytes a unit has. */
    int size() {
        return size;
    }

    /** The unit at a place of a buffer that is filled up to an end behind the place. */
    int read(byte[] buffer, int place, int end) {
        int first = buffer[place] & 0xFF;
        if (this == BYTES) {
            return first;
        }
        if (place + 1 == end) {
            return HALF;
        }
        int second = buffer[place + 1] & 0xFF;
        return this == UTF_16BE ? first << 8 | second : second << 8 | first;
    }
}
