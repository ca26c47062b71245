package org.fhirriver.mapping.source;

import org.fhirriver.mapping.source.LocatedScalar.Style;

/**
 * Walks through a scalar as the file has it and as it reads, side by side.
 *
 * <p>Characters that are not white space correspond one to one, but for the escapes of the quoted styles; a run of
 * white space that holds a line break is folded or loses its indentation, so it corresponds as a whole.
 */
final class ScalarOffsets {

    private final String source;
    private final Style style;
    private final String text;
    private int from;
    private int read;

    ScalarOffsets(String source, int start, Style style, String text) {
        this.source = source;
        this.style = style;
        this.text = text;
        this.from = contentStart(start);
    }

    /** The index in the file of the character at an offset of the text. */
    int indexOf(int offset) {
        int wanted = Math.max(0, Math.min(offset, text.length()));
        while (read < wanted && from < source.length()) {
            if (isEscape()) {
                passEscape();
            } else if (style == Style.SINGLE_QUOTED && source.startsWith("''", from)) {
                pass(2, 1);
            } else if (isSpace(source.charAt(from))) {
                if (passSpace(wanted)) {
                    return from;
                }
            } else {
                pass(1, 1);
            }
        }
        if (wanted == 0 && isBlock()) {
            passIndentation();
        }
        return Math.min(from, source.length());
    }

    private int contentStart(int start) {
        if (style == Style.SINGLE_QUOTED || style == Style.DOUBLE_QUOTED) {
            return start + 1;
        }
        if (isBlock()) {
            int header = source.indexOf('\n', start);
            return header < 0 ? source.length() : header;
        }
        return start;
    }

    private boolean isBlock() {
        return style == Style.LITERAL || style == Style.FOLDED;
    }

    private void passIndentation() {
        while (from < source.length() && isSpace(source.charAt(from))) {
            from++;
        }
    }

    private boolean isEscape() {
        return style == Style.DOUBLE_QUOTED && source.charAt(from) == '\\' && from + 1 < source.length();
    }

    private void passEscape() {
        char kind = source.charAt(from + 1);
        if (isSpace(kind) && kind != ' ' && kind != '\t') {
            from++;
            passIndentation();
            return;
        }
        switch (kind) {
            case 'x' -> pass(4, 1);
            case 'u' -> pass(6, 1);
            case 'U' -> pass(10, Character.charCount(text.codePointAt(Math.min(read, text.length() - 1))));
            default -> pass(2, 1);
        }
    }

    /** Passes a run of white space; true when the wanted offset lies within it. */
    private boolean passSpace(int wanted) {
        int end = from;
        int breaks = 0;
        while (end < source.length() && isSpace(source.charAt(end))) {
            breaks += source.charAt(end) == '\n' ? 1 : 0;
            end++;
        }
        int run = textRun(end - from, breaks);
        if (read + run > wanted) {
            from += Math.min(wanted - read, end - from - 1);
            return true;
        }
        pass(end - from, run);
        return false;
    }

    private int textRun(int length, int breaks) {
        if (isBlock()) {
            int end = read;
            while (end < text.length() && isSpace(text.charAt(end))) {
                end++;
            }
            return end - read;
        }
        return breaks == 0 ? length : Math.max(1, breaks - 1);
    }

    private void pass(int inSource, int inText) {
        from += inSource;
        read += inText;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
