package org.fhirriver.mapping.userfunctions;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Position;

/** A Java file and its text. */
record JavaFile(Path path, String text) {

    String name() {
        return Documents.name(path);
    }

    /** Where a method is declared, or at least named. */
    Position positionOf(String method) {
        Matcher matcher = Pattern.compile("\\bstatic\\b[^;{}()]*\\b(" + method + ")\\s*\\(")
                .matcher(text);
        return matcher.find() ? position(matcher.start(1)) : Position.startOf(name());
    }

    /** The place of a character. */
    Position position(int index) {
        int lineStart = text.lastIndexOf('\n', index - 1) + 1;
        int line = (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
        return new Position(name(), line, index - lineStart + 1);
    }
}
