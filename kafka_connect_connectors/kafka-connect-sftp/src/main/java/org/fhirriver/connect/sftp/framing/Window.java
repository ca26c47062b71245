package org.fhirriver.connect.sftp.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The part of a stream that is looked at: from a mark on, as far as it was read. */
final class Window {

    private static final int SIZE = 256 * 1024;
    private static final int CR = '\r';
    private static final int LF = '\n';

    private final InputStream stream;
    private final Units units;
    private byte[] buffer = new byte[SIZE];
    private long base;
    private int mark;
    private int end;
    private boolean ended;

    /**
     * A window at the beginning of a stream.
     *
     * @param position of the stream's first byte in the text
     */
    Window(InputStream stream, Units units, long position) {
        this.stream = stream;
        this.units = units;
        this.base = position;
    }

    /** The unit behind the mark; -1 behind the end. */
    int at(int offset) throws IOException {
        int place = mark + offset * units.size();
        while (place + units.size() > end) {
            // Reading may move everything to the buffer's beginning.
            boolean more = more();
            place = mark + offset * units.size();
            if (!more) {
                return place < end ? units.read(buffer, place, end) : -1;
            }
        }
        return units.read(buffer, place, end);
    }

    /** How many units behind the mark a line's end takes that begins there: CR LF, LF or CR; 0 if none does. */
    int lineEnd(int offset) throws IOException {
        int first = at(offset);
        if (first == LF) {
            return 1;
        }
        if (first != CR) {
            return 0;
        }
        return at(offset + 1) == LF ? 2 : 1;
    }

    /** How many bytes behind the mark, of those that were read and so many at most, come before one to stop at. */
    int ordinary(int offset, int most, boolean[] stops) {
        if (units != Units.BYTES) {
            return 0;
        }
        int from = mark + offset;
        int to = Math.min(end, from + Math.max(most, 0));
        int at = from;
        while (at < to && !stops[buffer[at] & 0xFF]) {
            at++;
        }
        return at - from;
    }

    /** Where the mark is in the text. */
    long position() {
        return base + mark;
    }

    /** Moves the mark: what is before it is forgotten. */
    void advance(int length) {
        mark = behind(length);
    }

    /** Moves the mark to a place further behind, or to the end. */
    void skipTo(long position) throws IOException {
        while (position() < position && at(0) >= 0) {
            mark += (int) Math.min(end - mark, position - position());
        }
    }

    /** A copy of the bytes of units behind the mark. */
    byte[] copy(int length) {
        return Arrays.copyOfRange(buffer, mark, behind(length));
    }

    /** The last unit may be half a one. */
    private int behind(int length) {
        return Math.min(mark + length * units.size(), end);
    }

    private boolean more() throws IOException {
        if (ended) {
            return false;
        }
        if (end == buffer.length) {
            makeRoom();
        }
        int read = stream.read(buffer, end, buffer.length - end);
        ended = read < 0;
        end += Math.max(read, 0);
        return !ended;
    }

    private void makeRoom() {
        byte[] target = mark < buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, mark, target, 0, end - mark);
        base += mark;
        end -= mark;
        mark = 0;
        buffer = target;
    }
}
