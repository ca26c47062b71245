package org.fhirriver.connect.jdbc.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of names as one text, {@code "a"."b"}; a quote inside a name is doubled. */
final class QuotedNames {

    private QuotedNames() {}

    static String join(List<String> names) {
        return names.stream()
                .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining("."));
    }

    static List<String> split(String text) {
        var names = new ArrayList<String>();
        var name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"') {
                if (quoted) {
                    name.append(c);
                } else if (c == '.') {
                    names.add(name.toString());
                    name.setLength(0);
                } else {
                    throw new IllegalArgumentException("A name outside of quotes: " + text);
                }
            } else if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else {
                quoted = !quoted;
            }
        }
        names.add(name.toString());
        return names;
    }
}
