package org.fhirriver.mapping.source;

import java.util.Arrays;

/** A file's text with the places of its lines. */
final class SourceText {

    private final String file;
    private final String text;
    private final int[] lineStarts;

    SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    String file() {
        return file;
    }

    String text() {
        return text;
    }

    /** The place of the character at an index. */
    Position position(int index) {
        int within = Math.max(0, Math.min(index, text.length()));
        int found = Arrays.binarySearch(lineStarts, within);
        int line = found >= 0 ? found : -found - 2;
        return new Position(file, line + 1, text.codePointCount(lineStarts[line], within) + 1);
    }

    /** The index of a place, both from 0 and the column in code points. */
    int index(int line, int column) {
        if (line >= lineStarts.length) {
            return text.length();
        }
        int start = lineStarts[line];
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
        int available = text.codePointCount(start, end);
        return text.offsetByCodePoints(start, Math.min(column, available));
    }

    /** How far the line of a place is indented. */
    int indentation(Position position) {
        int start = lineStarts[Math.min(position.line(), lineStarts.length) - 1];
        int at = start;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at - start;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean endsLine = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (endsLine) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
