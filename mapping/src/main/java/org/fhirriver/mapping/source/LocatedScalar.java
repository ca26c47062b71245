package org.fhirriver.mapping.source;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A single value of a file: text, a number, a boolean or null. */
public final class LocatedScalar implements Located {

    /** How the value is written, which decides how its text maps to the file's. */
    public enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    private final SourceText source;
    private final int start;
    private final Style style;
    private final String text;
    private final @Nullable Object value;

    LocatedScalar(SourceText source, int start, Style style, String text, @Nullable Object value) {
        this.source = source;
        this.start = start;
        this.style = style;
        this.text = text;
        this.value = value;
    }

    /** Text that stands in no file, for templates that are made by a program. */
    public static LocatedScalar of(String text) {
        return new LocatedScalar(new SourceText("-", text), 0, Style.PLAIN, text, text);
    }

    /** The text as it is written, without quotes and escapes; {@code 0.10} stays "0.10", null is as written. */
    public String text() {
        return text;
    }

    /** The value as YAML 1.2 reads it: text, a Boolean, a Long, BigInteger or BigDecimal, or null. */
    @Override
    public @Nullable Object plain() {
        return value;
    }

    public Style style() {
        return style;
    }

    public boolean isText() {
        return value instanceof String;
    }

    public boolean isNull() {
        return value == null;
    }

    @Override
    public Position position() {
        return source.position(start);
    }

    /** Where the character of the text at an offset stands in the file, whatever the quoting, escapes and folding. */
    public Position at(int offset) {
        return source.position(new ScalarOffsets(source.text(), start, style, text).indexOf(offset));
    }

    @Override
    public String kind() {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "text";
        }
        return value instanceof Boolean ? "a boolean" : "a number";
    }

    @Override
    public <T> T fold(Function<LocatedMap, T> map, Function<LocatedList, T> list, Function<LocatedScalar, T> scalar) {
        return scalar.apply(this);
    }

    @Override
    public String toString() {
        return text;
    }
}
