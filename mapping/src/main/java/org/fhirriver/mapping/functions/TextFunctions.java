package org.fhirriver.mapping.functions;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.eval.Evaluation;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** What hospital data needs done to its texts; each is called on the text. */
final class TextFunctions {

    private static final int LONGEST_PADDING = 1_000;

    private TextFunctions() {}

    static List<CustomFunction> all() {
        return List.of(
                new Definition("collapseSpaces", 0, 0, call -> text(call, TextFunctions::collapse)),
                new Definition("titleCase", 0, 0, call -> text(call, TextFunctions::titleCase)),
                new Definition("digits", 0, 0, call -> text(call, TextFunctions::digits)),
                new Definition("padLeft", 1, 2, TextFunctions::padLeft),
                new Definition("nullIf", 1, Integer.MAX_VALUE, TextFunctions::nullIf),
                new Definition("capture", 1, 2, TextFunctions::capture));
    }

    /** What is done to a text; an empty result is no text. */
    private interface Change {
        String of(String text);
    }

    private static CustomFunction.Body text(Call call, Change change) {
        String what = "The input of " + call.function() + "()";
        return (evaluation, input, arguments) -> {
            String text = Texts.of(input, what);
            if (text == null) {
                return null;
            }
            evaluation.steps().take(text.length() >> 6);
            String changed = change.of(text);
            return changed.isEmpty() ? null : changed;
        };
    }

    /** One space for each run of white space, none at the ends; a no-break space is white space too. */
    private static String collapse(String text) {
        StringBuilder collapsed = new StringBuilder(text.length());
        boolean pending = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                pending = true;
                continue;
            }
            if (pending && collapsed.length() > 0) {
                collapsed.append(' ');
            }
            pending = false;
            collapsed.append(c);
        }
        return collapsed.toString();
    }

    /** Words begin with a capital, also after a hyphen and after the apostrophe of O'Brien, not after that of child's. */
    private static String titleCase(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder title = new StringBuilder(lower.length());
        int letters = 0;
        for (int i = 0; i < lower.length(); ) {
            int c = lower.codePointAt(i);
            i += Character.charCount(c);
            boolean apostrophe = c == '\'' || c == '\u2019';
            if (Character.isLetter(c)) {
                title.appendCodePoint(letters == 0 ? Character.toTitleCase(c) : c);
                letters++;
            } else {
                title.appendCodePoint(c);
                boolean withinWord = (apostrophe && letters > 1) || Character.isDigit(c) || isMark(c);
                letters = withinWord ? letters + 1 : 0;
            }
        }
        return title.toString();
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }

    private static CustomFunction.Body padLeft(Call call) {
        int length = call.literal(0, Integer.class)
                .filter(number -> number >= 1 && number <= LONGEST_PADDING)
                .orElseThrow(() -> call.problem(0, "The length is a number from 1 to " + LONGEST_PADDING));
        String fill = call.count() == 2
                ? call.literal(1, String.class)
                        .filter(text -> text.length() == 1)
                        .orElseThrow(() -> call.problem(1, "What is filled in is one character"))
                : "0";
        return text(call, text -> fill.repeat(Math.max(0, length - text.length())) + text);
    }

    private static CustomFunction.Body nullIf(Call call) {
        Set<String> none = new HashSet<>();
        for (int i = 0; i < call.count(); i++) {
            int index = i;
            none.add(plain(call.literal(i, String.class)
                    .orElseThrow(() -> call.problem(index, "What means nothing is written out in quotes"))));
        }
        return (evaluation, input, arguments) -> {
            String text = Texts.of(input, "The input of nullIf()");
            return text == null || none.contains(plain(text)) ? null : input;
        };
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static CustomFunction.Body capture(Call call) {
        Pattern pattern = pattern(call);
        int groups = pattern.matcher("").groupCount();
        if (call.literal(1, String.class).isPresent()) {
            String name = call.name(1, "The group");
            if (!pattern.pattern().contains("(?<" + name + ">")) {
                throw call.problem(1, "The regular expression has no group '" + name + "'");
            }
            return capture(pattern, matcher -> matcher.group(name));
        }
        int group = call.count() == 1
                ? Math.min(groups, 1)
                : call.literal(1, Integer.class)
                        .filter(number -> number >= 0 && number <= groups)
                        .orElseThrow(() -> call.problem(
                                1, "The group is a name, or a number from 0 to " + groups + ", written out"));
        return capture(pattern, matcher -> matcher.group(group));
    }

    private interface Group {
        @Nullable String of(Matcher matcher);
    }

    private static CustomFunction.Body capture(Pattern pattern, Group group) {
        return (evaluation, input, arguments) -> {
            String text = Texts.of(input, "The input of capture()");
            if (text == null) {
                return null;
            }
            String found = find(pattern, text, group, evaluation);
            return found == null || found.isEmpty() ? null : found;
        };
    }

    private static @Nullable String find(Pattern pattern, String text, Group group, Evaluation evaluation) {
        try {
            Matcher matcher = pattern.matcher(new CountedText(text, evaluation.steps()));
            return matcher.find() ? group.of(matcher) : null;
        } catch (StackOverflowError e) {
            // Java's matcher goes down one call for each repetition of a group.
            throw new ValueProblem("The regular expression is too complex for so long a text");
        }
    }

    private static Pattern pattern(Call call) {
        String regex = call.name(0, "The regular expression");
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw call.problem(0, "The regular expression is wrong: " + e.getDescription());
        }
    }
}
