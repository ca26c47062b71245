package org.fhirriver.mapping.fpml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.mapping.source.LocatedMap.Entry;
import org.fhirriver.mapping.source.LocatedScalar;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.DidYouMean;

/** A key of an object that says what to do, such as {@code {% if birthdate.exists() %}}. */
final class Directive {

    enum Kind {
        ASSIGN,
        MERGE,
        IF,
        ELSE,
        FOR,
        CONTEXT
    }

    private static final List<String> NAMES = List.of("assign", "merge", "if", "else", "for");
    private static final Pattern FORM = Pattern.compile("\\{%\\s*(\\w*)\\s*(.*?)\\s*%}", Pattern.DOTALL);
    private static final Pattern FOR = Pattern.compile("(?:(\\w+)\\s*,\\s*)?(\\w+)\\s+in\\s+(.+)", Pattern.DOTALL);
    private static final Pattern CONTEXT = Pattern.compile("\\{\\{\\s*(.+?)\\s*}}", Pattern.DOTALL);

    private final Kind kind;
    private final Entry entry;
    private final Optional<ExpressionText> expression;
    private final Optional<String> item;
    private final Optional<String> index;

    private Directive(
            Kind kind,
            Entry entry,
            Optional<ExpressionText> expression,
            Optional<String> item,
            Optional<String> index) {
        this.kind = kind;
        this.entry = entry;
        this.expression = expression;
        this.item = item;
        this.index = index;
    }

    static boolean looksLikeOne(String key) {
        return key.contains("{%") || Markup.isHole(key);
    }

    /** Reads a key; empty when there is a problem with it. */
    static Optional<Directive> parse(Entry entry, Problems problems) {
        LocatedScalar key = entry.key();
        String text = key.text();
        int start = text.length() - text.stripLeading().length();
        if (Markup.isHole(text)) {
            Matcher matcher = CONTEXT.matcher(text.strip());
            return matcher.matches()
                    ? Optional.of(plain(Kind.CONTEXT, entry, expression(key, start, matcher, 1)))
                    : problem(problems, key, "There is no expression in it");
        }
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return problem(problems, key, "A directive is written '{% … %}' and is the whole key");
        }
        String name = matcher.group(1);
        String rest = matcher.group(2);
        return switch (name) {
            case "assign", "merge", "else" ->
                rest.isEmpty()
                        ? Optional.of(plain(Kind.valueOf(name.toUpperCase(Locale.ROOT)), entry, Optional.empty()))
                        : problem(problems, key, "'{% " + name + " %}' takes nothing else");
            case "if" ->
                rest.isEmpty()
                        ? problem(problems, key, "'{% if %}' needs a condition")
                        : Optional.of(plain(Kind.IF, entry, expression(key, start, matcher, 2)));
            case "for" -> loop(entry, start + matcher.start(2), rest, problems);
            default -> problem(problems, key, "There is no directive '" + name + "'" + DidYouMean.hint(name, NAMES));
        };
    }

    private static Optional<Directive> loop(Entry entry, int offset, String rest, Problems problems) {
        Matcher matcher = FOR.matcher(rest);
        if (!matcher.matches()) {
            return problem(
                    problems, entry.key(), "A loop is written '{% for item in … %}' or '{% for index, item in … %}'");
        }
        return Optional.of(new Directive(
                Kind.FOR,
                entry,
                expression(entry.key(), offset, matcher, 3),
                Optional.of(matcher.group(2)),
                Optional.ofNullable(matcher.group(1))));
    }

    private static Directive plain(Kind kind, Entry entry, Optional<ExpressionText> expression) {
        return new Directive(kind, entry, expression, Optional.empty(), Optional.empty());
    }

    private static Optional<ExpressionText> expression(LocatedScalar key, int start, Matcher matcher, int group) {
        return Optional.of(new ExpressionText(matcher.group(group), key, start + matcher.start(group)));
    }

    private static Optional<Directive> problem(Problems problems, LocatedScalar key, String message) {
        problems.add(key.position(), message);
        return Optional.empty();
    }

    Kind kind() {
        return kind;
    }

    Entry entry() {
        return entry;
    }

    /** The condition, what is looped over, or the new context. */
    ExpressionText expression() {
        return expression.orElseThrow(() -> new IllegalStateException(kind + " has no expression"));
    }

    Optional<String> item() {
        return item;
    }

    Optional<String> index() {
        return index;
    }
}
