package org.fhirriver.fhirpath.functions;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.fhirriver.fhirpath.compile.CallSite;
import org.fhirriver.fhirpath.compile.Function;
import org.fhirriver.fhirpath.eval.Code;
import org.fhirriver.fhirpath.value.Steps;
import org.fhirriver.fhirpath.value.ValueProblem;
import org.jspecify.annotations.Nullable;

/** Regular expressions in Java's dialect, where a dot is any character. A constant one is compiled with its call. */
final class RegularExpressions {

    static final List<Function> FUNCTIONS = List.of(
            new Function("matches", 1, 1, site -> test(site, Matcher::find)),
            new Function("matchesFull", 1, 1, site -> test(site, Matcher::matches)),
            new Function("replaceMatches", 2, 2, RegularExpressions::replace));

    private static final int CACHED = 500;
    private static final int LONGEST = 10_000_000;
    private static final Map<String, Pattern> CACHE = new ConcurrentHashMap<>();

    private RegularExpressions() {}

    private interface Test {
        boolean holds(Matcher matcher);
    }

    private static Code test(CallSite site, Test test) {
        Regex regex = regex(site);
        return site.ofText((evaluation, self, text) -> {
            Pattern pattern = regex.get(evaluation, self);
            return pattern == null ? null : guarded(() -> test.holds(matcher(pattern, text, evaluation.steps())));
        });
    }

    private static Code replace(CallSite site) {
        Regex regex = regex(site);
        CallSite.TextArgument substitution = site.text(1);
        return site.ofText((evaluation, self, text) -> {
            Pattern pattern = regex.get(evaluation, self);
            String fresh = substitution.get(evaluation, self);
            if (pattern == null || fresh == null) {
                return null;
            }
            if (pattern.pattern().isEmpty()) {
                return text;
            }
            return guarded(() -> replaceAll(matcher(pattern, text, evaluation.steps()), text, fresh));
        });
    }

    private static String replaceAll(Matcher matcher, String text, String substitution) {
        StringBuilder result = new StringBuilder(text.length());
        try {
            while (matcher.find()) {
                matcher.appendReplacement(result, substitution);
                if (result.length() > LONGEST) {
                    throw new ValueProblem("The text becomes longer than " + LONGEST + " characters");
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new ValueProblem("The substitution refers to a group that the regular expression does not have");
        }
        return matcher.appendTail(result).toString();
    }

    private interface Work<T> {
        T run();
    }

    private static <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (StackOverflowError e) {
            // Java's matcher goes down one call for each repetition of a group: long texts are too much for some
            // patterns
            throw new ValueProblem("The regular expression is too complex for so long a text");
        }
    }

    private static Matcher matcher(Pattern pattern, String text, Steps steps) {
        return pattern.matcher(new CountedText(text, steps));
    }

    private interface Regex {
        @Nullable Pattern get(org.fhirriver.fhirpath.eval.Evaluation evaluation, @Nullable Object self);
    }

    private static Regex regex(CallSite site) {
        CallSite.TextArgument argument = site.text(0);
        if (site.literal(0).orElse(null) instanceof String constant) {
            Pattern pattern;
            try {
                pattern = Pattern.compile(constant, Pattern.DOTALL);
            } catch (PatternSyntaxException e) {
                throw new org.fhirriver.fhirpath.syntax.InvalidExpression(
                        site.argumentPosition(0), "The regular expression is wrong: " + e.getDescription());
            }
            return (evaluation, self) -> pattern;
        }
        return (evaluation, self) -> {
            String text = argument.get(evaluation, self);
            return text == null ? null : cached(text);
        };
    }

    private static Pattern cached(String text) {
        Pattern known = CACHE.get(text);
        if (known != null) {
            return known;
        }
        try {
            Pattern pattern = Pattern.compile(text, Pattern.DOTALL);
            if (CACHE.size() < CACHED) {
                CACHE.put(text, pattern);
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new ValueProblem("The regular expression is wrong: " + e.getDescription());
        }
    }

    /** A text that counts how often it is looked at: a pattern that backtracks without end runs out of steps. */
    private record CountedText(String text, Steps steps) implements CharSequence {

        private static final int LOOKS_PER_STEP = 16;

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (index % LOOKS_PER_STEP == 0) {
                steps.take();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
