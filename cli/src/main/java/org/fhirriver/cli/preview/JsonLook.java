package org.fhirriver.cli.preview;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.cli.screen.Look;

/**
 * Colours the lines of JSON: text in one colour, numbers, true and false in another.
 *
 * @param look what the screen can show
 */
record JsonLook(Look look) {

    private static final Pattern LINE = Pattern.compile("( *)(\"(?:[^\"\\\\]|\\\\.)*\" *: )?(.*?)(,?)", Pattern.DOTALL);

    String of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!look.colours() || !matcher.matches()) {
            return line;
        }
        String name = matcher.group(2) == null ? "" : matcher.group(2);
        return matcher.group(1) + name + value(matcher.group(3)) + matcher.group(4);
    }

    private String value(String value) {
        if (value.startsWith("\"")) {
            return look.good(value);
        }
        boolean bracket = value.isEmpty() || "{}[]".indexOf(value.charAt(0)) >= 0;
        return bracket ? value : look.warning(value);
    }
}
