package org.fhirriver.connect.sftp.reading;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.fhirriver.connect.sftp.framing.Units;

/** The mark that some programs put before a text. */
enum ByteOrderMark {
    NONE(0),
    UTF_8(3),
    UTF_16BE(2),
    UTF_16LE(2);

    private static final int LONGEST = 3;

    private final int length;

    ByteOrderMark(int length) {
        this.length = length;
    }

    int length() {
        return length;
    }

    /** What the text is cut by; without a mark, the encoding that is configured says it. */
    Units units(Charset configured) {
        return switch (this) {
            case NONE -> Units.of(configured);
            case UTF_8 -> Units.BYTES;
            case UTF_16BE -> Units.UTF_16BE;
            case UTF_16LE -> Units.UTF_16LE;
        };
    }

    /** Passes over the mark, if there is one. */
    static ByteOrderMark skip(BufferedInputStream text) throws IOException {
        text.mark(LONGEST);
        ByteOrderMark mark = of(text.readNBytes(LONGEST));
        text.reset();
        text.skipNBytes(mark.length);
        return mark;
    }

    private static ByteOrderMark of(byte[] bytes) {
        int first = bytes.length > 1 ? (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF) : 0;
        if (first == 0xFEFF) {
            return UTF_16BE;
        }
        if (first == 0xFFFE) {
            return UTF_16LE;
        }
        return first == 0xEFBB && bytes.length == LONGEST && (bytes[2] & 0xFF) == 0xBF ? UTF_8 : NONE;
    }

    /** A stream that a mark can be looked for in. */
    static BufferedInputStream lookable(InputStream text) {
        return new BufferedInputStream(text);
    }
}
