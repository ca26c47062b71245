package org.fhirriver.mapping.functions;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * A pattern of Java's {@link DateTimeFormatter}, without its traps: week-years, days of the year, minutes for months,
 * years of two digits and hours that do not tell morning from evening are mistakes.
 */
final class DatePattern {

    private final String letters;
    private final DateTimeFormatter formatter;

    private DatePattern(String letters, DateTimeFormatter formatter) {
        this.letters = letters;
        this.formatter = formatter;
    }

    /** What a text stands for. */
    enum Kind {
        DATE,
        DATE_TIME,
        TIME
    }

    /**
     * Reads a pattern that is written out in a call.
     *
     * @param argument the pattern's place among the arguments
     */
    static DatePattern of(Call call, int argument, Kind kind, Locale language) {
        String pattern = call.name(argument, "The pattern");
        String letters = lettersOf(pattern);
        mistake(pattern, letters, kind).ifPresent(message -> {
            throw call.problem(argument, message);
        });
        try {
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(withPlainYears(pattern))
                    .toFormatter(language)
                    .withResolverStyle(ResolverStyle.STRICT);
            return new DatePattern(letters, formatter);
        } catch (IllegalArgumentException e) {
            throw call.problem(argument, "The pattern '" + pattern + "' is wrong: " + e.getMessage());
        }
    }

    /** The parts of a text; empty when it does not match the pattern or names a day or time that does not exist. */
    Optional<TemporalAccessor> parse(String text) {
        try {
            return Optional.of(formatter.parse(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether the pattern, or a required part of it, has the letter. */
    boolean has(char letter) {
        return letters.indexOf(letter) >= 0;
    }

    /** Whether it reads an offset or a zone. */
    boolean hasZone() {
        return "XxZzVO".chars().anyMatch(letter -> has((char) letter));
    }

    private static Optional<String> mistake(String pattern, String letters, Kind kind) {
        if (hasAny(letters, "YwWec")) {
            return Optional.of("Y, w, W, e and c count weeks: a year is yyyy, a month MM, a day dd");
        }
        if (letters.indexOf('D') >= 0) {
            return Optional.of("D is the day of the year: a day of the month is dd");
        }
        if (hasAny(letters, "hK") && letters.indexOf('a') < 0) {
            return Optional.of("h counts the hours to twelve, and nothing tells morning from evening: HH is an hour");
        }
        if (letters.replaceAll("[^yu]", "").length() == 2) {
            return Optional.of("two digits of a year do not tell the century: the year is yyyy");
        }
        return switch (kind) {
            case DATE -> dateMistake(pattern, letters);
            case TIME ->
                hasAny(letters, "yuMLd")
                        ? Optional.of("a time has no year, month or day: HH:mm, minutes are mm")
                        : timeMistake(letters);
            case DATE_TIME ->
                hasAny(letters, "yu") && hasAny(letters, "ML") && letters.indexOf('d') >= 0
                        ? timeMistake(letters)
                        : Optional.of("a date and time has a year, a month (MM) and a day (dd)");
        };
    }

    private static Optional<String> dateMistake(String pattern, String letters) {
        if (hasAny(letters, "Hhms") && !hasAny(letters, "ML")) {
            return Optional.of("m is minutes: a month is MM, as in " + pattern.replace('m', 'M'));
        }
        if (!hasAny(letters, "yu")) {
            return Optional.of("a date has a year: yyyy");
        }
        return letters.indexOf('d') >= 0 && !hasAny(letters, "ML")
                ? Optional.of("a date with a day has a month: MM")
                : Optional.empty();
    }

    private static Optional<String> timeMistake(String letters) {
        return hasAny(letters, "Hh") && letters.indexOf('m') >= 0
                ? Optional.empty()
                : Optional.of("a time has hours (HH) and minutes (mm); for a date alone there is parseDate()");
    }

    private static boolean hasAny(String letters, String wanted) {
        return wanted.chars().anyMatch(letter -> letters.indexOf(letter) >= 0);
    }

    /** The pattern without what stands in quotes. */
    private static String lettersOf(String pattern) {
        return pattern.replaceAll("'[^']*'", "").replaceAll("[^A-Za-z]", "");
    }

    /** With y, the strict style asks for an era; u is the same year without one. */
    private static String withPlainYears(String pattern) {
        StringBuilder plain = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            plain.append(c == 'y' && !quoted ? 'u' : c);
        }
        return plain.toString();
    }
}
