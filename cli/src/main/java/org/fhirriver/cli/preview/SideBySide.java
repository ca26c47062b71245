package org.fhirriver.cli.preview;

import java.util.ArrayList;
import java.util.List;
import org.fhirriver.cli.screen.Look;

/** Sets two texts beside each other; what is too long goes on in the next line. */
final class SideBySide {

    private static final int LEFT_SHARE = 5;
    private static final char ESCAPE = '\u001b';

    private final Look look;
    private final int leftWidth;
    private final int rightWidth;

    SideBySide(Look look, int width) {
        this.look = look;
        this.leftWidth = width * 2 / LEFT_SHARE;
        this.rightWidth = width - leftWidth - 5;
    }

    List<String> lines(List<String> left, List<String> right) {
        List<String> wrappedLeft = wrapped(left, leftWidth);
        List<String> wrappedRight = wrapped(right, rightWidth);
        List<String> lines = new ArrayList<>();
        String bar = " " + look.faint(look.either("│", "|")) + " ";
        for (int i = 0; i < Math.max(wrappedLeft.size(), wrappedRight.size()); i++) {
            String one = i < wrappedLeft.size() ? wrappedLeft.get(i) : "";
            String other = i < wrappedRight.size() ? wrappedRight.get(i) : "";
            lines.add("  " + one + " ".repeat(leftWidth - visible(one)) + bar + other);
        }
        return lines;
    }

    private static List<String> wrapped(List<String> lines, int width) {
        List<String> wrapped = new ArrayList<>();
        for (String line : lines) {
            wrap(line, width, wrapped);
        }
        return wrapped;
    }

    /** Breaks a line after so many visible characters; a colour goes on in the next piece. */
    private static void wrap(String line, int width, List<String> wrapped) {
        StringBuilder piece = new StringBuilder();
        String colour = "";
        int visible = 0;
        int i = 0;
        while (i < line.length()) {
            if (line.charAt(i) == ESCAPE) {
                int end = line.indexOf('m', i) + 1;
                colour = line.substring(i, end).equals(ESCAPE + "[0m") ? "" : line.substring(i, end);
                piece.append(line, i, end);
                i = end;
                continue;
            }
            if (visible == width) {
                wrapped.add(colour.isEmpty() ? piece.toString() : piece + "\u001b[0m");
                piece = new StringBuilder(colour);
                visible = 0;
            }
            int next = line.offsetByCodePoints(i, 1);
            piece.append(line, i, next);
            visible++;
            i = next;
        }
        wrapped.add(piece.toString());
    }

    private static int visible(String text) {
        String plain = text.replaceAll("\u001b\\[[0-9;]*m", "");
        return plain.codePointCount(0, plain.length());
    }
}
