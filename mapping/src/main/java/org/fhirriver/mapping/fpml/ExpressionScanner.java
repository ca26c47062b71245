package org.fhirriver.mapping.fpml;

/** Finds where an expression ends, passing over what stands in quotes, comments and braces of its own. */
final class ExpressionScanner {

    private ExpressionScanner() {}

    /** The index of the closing mark of the expression that begins there; -1 when a quote or comment never ends. */
    static int find(String text, int from, String close) {
        int depth = 0;
        int i = from;
        while (i >= 0 && i < text.length()) {
            char c = text.charAt(i);
            if (depth == 0 && text.startsWith(close, i)) {
                return i;
            }
            if (c == '\'' || c == '"' || c == '`') {
                i = afterQuote(text, i, c);
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                i = end < 0 ? -1 : end + 2;
            } else {
                depth += c == '{' || c == '[' ? 1 : 0;
                depth -= (c == '}' || c == ']') && depth > 0 ? 1 : 0;
                i++;
            }
        }
        return -1;
    }

    private static int afterQuote(String text, int open, char quote) {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return -1;
    }
}
