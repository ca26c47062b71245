package org.fhirriver.fhirpath.functions;

import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.value.Conversions;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** What can be done with text. */
final class Strings {

    private static final int LONGEST = 10_000_000;

    static final List<Function> FUNCTIONS = List.of(
            new Function("indexOf", 1, 1, Strings::indexOf),
            new Function("lastIndexOf", 1, 1, Strings::lastIndexOf),
            new Function("substring", 1, 2, Strings::substring),
            new Function("startsWith", 1, 1, site -> test(site, String::startsWith)),
            new Function("endsWith", 1, 1, site -> test(site, String::endsWith)),
            new Function("contains", 1, 1, site -> test(site, String::contains)),
            new Function("upper", 0, 0, site -> change(site, text -> text.toUpperCase(Locale.ROOT))),
            new Function("lower", 0, 0, site -> change(site, text -> text.toLowerCase(Locale.ROOT))),
            new Function("trim", 0, 0, site -> change(site, Strings::trim)),
            new Function("length", 0, 0, site -> site.ofText((evaluation, self, text) -> text.length())),
            new Function("replace", 2, 2, Strings::replace),
            new Function("toChars", 0, 0, site -> site.ofText(Strings::chars)),
            new Function("split", 1, 1, Strings::split),
            new Function("join", 0, 1, Strings::join));

    private Strings() {}

    private static Code change(CallSite site, UnaryOperator<String> change) {
        return site.ofText((evaluation, self, text) -> change.apply(text));
    }

    private static Code test(CallSite site, BiPredicate<String, String> predicate) {
        CallSite.TextArgument argument = site.text(0);
        return site.ofText((evaluation, self, text) -> {
            String part = argument.get(evaluation, self);
            return part == null ? null : predicate.test(text, part);
        });
    }

    private static Code indexOf(CallSite site) {
        CallSite.TextArgument argument = site.text(0);
        return site.ofText((evaluation, self, text) -> {
            String part = argument.get(evaluation, self);
            return part == null ? null : text.indexOf(part);
        });
    }

    private static Code lastIndexOf(CallSite site) {
        CallSite.TextArgument argument = site.text(0);
        return site.ofText((evaluation, self, text) -> {
            String part = argument.get(evaluation, self);
            return part == null ? null : part.isEmpty() ? Integer.valueOf(0) : text.lastIndexOf(part);
        });
    }

    private static Code substring(CallSite site) {
        CallSite.IntegerArgument start = site.integer(0);
        CallSite.IntegerArgument length = site.count() == 2 ? site.integer(1) : (evaluation, self) -> null;
        return site.ofText((evaluation, self, text) -> {
            Integer from = start.get(evaluation, self);
            Integer count = length.get(evaluation, self);
            if (from == null || from < 0 || from >= text.length()) {
                return null;
            }
            if (count == null || count >= text.length() - from) {
                return text.substring(from);
            }
            return count <= 0 ? "" : text.substring(from, from + count);
        });
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static Code replace(CallSite site) {
        CallSite.TextArgument pattern = site.text(0);
        CallSite.TextArgument substitution = site.text(1);
        return site.ofText((evaluation, self, text) -> {
            String old = pattern.get(evaluation, self);
            String fresh = substitution.get(evaluation, self);
            if (old == null || fresh == null) {
                return null;
            }
            long places = old.isEmpty() ? text.length() + 1L : text.length() / old.length();
            if (places * fresh.length() > LONGEST) {
                throw new ValueProblem("The text may become longer than " + LONGEST + " characters");
            }
            return text.replace(old, fresh);
        });
    }

    private static @Nullable Object chars(Evaluation evaluation, @Nullable Object self, String text) {
        evaluation.steps().take(text.length());
        Items.Builder chars = new Items.Builder(text.length());
        text.codePoints().forEach(c -> chars.add(Character.toString(c)));
        return chars.build();
    }

    private static Code split(CallSite site) {
        CallSite.TextArgument separator = site.text(0);
        return site.ofText((evaluation, self, text) -> {
            String between = separator.get(evaluation, self);
            if (between == null) {
                return null;
            }
            if (between.isEmpty()) {
                return chars(evaluation, self, text);
            }
            Items.Builder parts = new Items.Builder();
            int from = 0;
            for (int at = text.indexOf(between); at >= 0; at = text.indexOf(between, from)) {
                evaluation.steps().take();
                parts.add(text.substring(from, at));
                from = at + between.length();
            }
            parts.add(text.substring(from));
            return parts.build();
        });
    }

    private static Code join(CallSite site) {
        Code input = site.input();
        CallSite.TextArgument separator = site.count() == 0 ? (evaluation, self) -> "" : site.text(0);
        return (evaluation, self) -> {
            Object items = input.run(evaluation, self);
            String between = separator.get(evaluation, self);
            if (items == null || between == null) {
                return null;
            }
            StringBuilder text = new StringBuilder();
            boolean isFirst = true;
            int size = Items.count(items);
            for (int i = 0; i < size; i++) {
                evaluation.steps().take();
                Object value = Items.value(Items.at(items, i));
                if (value instanceof String part) {
                    text.append(isFirst ? "" : between).append(part);
                    isFirst = false;
                } else if (value != null) {
                    throw new ValueProblem("join() is for Strings, not for " + Conversions.typeName(value));
                }
                if (text.length() > LONGEST) {
                    throw new ValueProblem("The text becomes longer than " + LONGEST + " characters");
                }
            }
            return text.toString();
        };
    }
}
