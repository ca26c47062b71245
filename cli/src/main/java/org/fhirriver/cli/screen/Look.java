package org.fhirriver.cli.screen;

import java.util.Locale;
import java.util.Map;

/**
 * What a screen can show.
 *
 * @param isTerminal whether lines can change in place
 * @param colours whether to use them
 * @param unicode whether characters beyond ASCII arrive
 * @param rows the height of a terminal
 * @param columns its width
 */
public record Look(boolean isTerminal, boolean colours, boolean unicode, int rows, int columns) {

    /** No terminal: plain lines. */
    public static final Look PLAIN = new Look(false, false, false, 24, 80);

    private static final int GREEN = 32;
    private static final int YELLOW = 33;
    private static final int RED = 31;
    private static final int BOLD = 1;
    private static final int FAINT = 2;

    /**
     * What can be shown here.
     *
     * @param terminal the size of the terminal as {@code rows columns}; empty when there is none
     */
    public static Look of(String terminal, Map<String, String> environment) {
        boolean unicode = isUnicode(environment);
        String[] size = terminal.strip().split(" ");
        if (size.length != 2 || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return new Look(false, false, unicode, PLAIN.rows, PLAIN.columns);
        }
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Look(true, colours, unicode, number(size[0], PLAIN.rows), number(size[1], PLAIN.columns));
    }

    private static boolean isUnicode(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                String lower = locale.toLowerCase(Locale.ROOT);
                return lower.contains("utf-8") || lower.contains("utf8");
            }
        }
        return false;
    }

    private static int number(String text, int otherwise) {
        // A terminal that does not know its size says 0.
        return text.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(text) : otherwise;
    }

    /** Something that went well. */
    public String good(String text) {
        return coloured(GREEN, text);
    }

    /** Something to look at. */
    public String warning(String text) {
        return coloured(YELLOW, text);
    }

    /** Something that went wrong. */
    public String bad(String text) {
        return coloured(RED, text);
    }

    /** A title. */
    public String strong(String text) {
        return coloured(BOLD, text);
    }

    /** Something of less importance. */
    public String faint(String text) {
        return coloured(FAINT, text);
    }

    /** One of two spellings, by what arrives. */
    public String either(String unicodeText, String ascii) {
        return unicode ? unicodeText : ascii;
    }

    private String coloured(int code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
