package org.fhirriver.mapping.fpml;

import java.util.ArrayList;
import java.util.List;
import org.fhirriver.mapping.fpml.Template.Constant;
import org.fhirriver.mapping.fpml.Template.Hole;
import org.fhirriver.mapping.fpml.Template.Take;
import org.fhirriver.mapping.fpml.Template.Text;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Problems;

/** Finds the expressions in a scalar. */
final class Markup {

    private final LocatedScalar scalar;
    private final String text;
    private final Problems problems;

    private Markup(LocatedScalar scalar, Problems problems) {
        this.scalar = scalar;
        this.text = scalar.text();
        this.problems = problems;
    }

    static Template parse(LocatedScalar scalar, Problems problems) {
        return scalar.isText() ? new Markup(scalar, problems).parse() : new Constant(scalar);
    }

    /** The hole that a scalar is, white space around it aside; used for keys as well. */
    static boolean isHole(String text) {
        String trimmed = text.strip();
        return trimmed.startsWith("{{") && trimmed.endsWith("}}");
    }

    private Template parse() {
        List<Text.Part> parts = new ArrayList<>();
        int literal = 0;
        int open = nextOpen(0);
        while (open >= 0) {
            int end = end(open);
            if (end < 0) {
                problems.add(scalar.at(open), "'" + text.substring(open, open + 2) + "' is never closed");
                return broken();
            }
            Hole hole = hole(open, end);
            if (isWhole(hole, open, end)) {
                return hole;
            }
            if (hole.take() == Take.ALL) {
                problems.add(scalar.at(open), "'{[ ]}' gives a list and cannot be part of a text");
                return broken();
            }
            if (open > literal) {
                parts.add(Text.Part.of(text.substring(literal, open)));
            }
            parts.add(Text.Part.of(hole));
            literal = end;
            open = nextOpen(end);
        }
        if (parts.isEmpty()) {
            return new Constant(scalar);
        }
        if (literal < text.length()) {
            parts.add(Text.Part.of(text.substring(literal)));
        }
        return new Text(scalar, parts);
    }

    /** Text of which nothing more is said, for one problem is enough. */
    private Template broken() {
        return new Text(scalar, List.of(Text.Part.of(text)));
    }

    /** Whether a hole is all of the text; white space around a list of items means nothing. */
    private boolean isWhole(Hole hole, int open, int end) {
        if (hole.take() == Take.ALL) {
            return text.substring(0, open).isBlank() && text.substring(end).isBlank();
        }
        return open == 0 && end == text.length();
    }

    private int nextOpen(int from) {
        for (int i = text.indexOf('{', from); i >= 0 && i + 1 < text.length(); i = text.indexOf('{', i + 1)) {
            char next = text.charAt(i + 1);
            if (next == '{' || next == '[') {
                return i;
            }
        }
        return -1;
    }

    private Hole hole(int open, int end) {
        boolean all = text.charAt(open + 1) == '[';
        int from = open + 2;
        int to = end - 2;
        boolean keepNull = !all && from < to && text.charAt(from) == '+';
        if (keepNull) {
            from++;
        }
        if (!all && to - 1 >= from && text.charAt(to - 1) == '+') {
            to--;
        }
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        Take take = all ? Take.ALL : keepNull ? Take.FIRST_OR_NULL : Take.FIRST;
        return new Hole(take, new ExpressionText(text.substring(from, to), scalar, from));
    }

    /** Where the hole that opens there ends, after its closing mark; -1 when it has none. */
    private int end(int open) {
        String close = text.charAt(open + 1) == '[' ? "]}" : "}}";
        int found = ExpressionScanner.find(text, open + 2, close);
        int end = found >= 0 ? found : text.indexOf(close, open + 2);
        return end < 0 ? -1 : end + 2;
    }
}
