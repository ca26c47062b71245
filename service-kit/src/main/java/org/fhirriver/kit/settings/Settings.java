package org.fhirriver.kit.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a service's settings from the environment and gathers every problem, to be thrown at once by {@link #check}.
 *
 * <p>A setting whose name ends in {@code _FILE} stands for the content of that file, as container secrets are given.
 * Names that begin with the service's prefix and were never asked for are problems too, for they are likely misspelt.
 */
public final class Settings {

    private final Map<String, String> environment;
    private final String prefix;
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Settings of one service.
     *
     * @param environment the process's environment
     * @param prefix what the service's own names begin with, as {@code TRANSFORMER_}
     */
    public Settings(Map<String, String> environment, String prefix) {
        this.environment = Map.copyOf(environment);
        this.prefix = prefix;
    }

    /** The text of a setting that must be there; an empty text when it is missing, which {@link #check} reports. */
    public String required(String name) {
        Optional<String> value = optional(name);
        if (value.isEmpty()) {
            problems.add(name + " is required");
        }
        return value.orElse("");
    }

    /** The text of a setting, or its default. */
    public String text(String name, String otherwise) {
        return optional(name).orElse(otherwise);
    }

    /** The text of a setting, if it is there and not empty. */
    public Optional<String> optional(String name) {
        known.add(name);
        known.add(name + "_FILE");
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            return Optional.ofNullable(environment.get(name + "_FILE")).flatMap(file -> content(name, file));
        }
        return Optional.of(value.strip());
    }

    /** A secret, if it is there. */
    public Optional<Secret> secret(String name) {
        return optional(name).map(Secret::new);
    }

    /** A whole number within bounds, both included. */
    public int integer(String name, int least, int most, int otherwise) {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, as a number out of bounds is.
        }
        problems.add("%s must be a whole number from %d to %d, not '%s'".formatted(name, least, most, text.get()));
        return otherwise;
    }

    /** A yes or no, written {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) {
        return optional(name)
                .map(text -> {
                    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                        problems.add("%s must be true or false, not '%s'".formatted(name, text));
                    }
                    return text.equalsIgnoreCase("true");
                })
                .orElse(otherwise);
    }

    /** A duration in ISO 8601 or with a unit, as {@code PT10S}, {@code 500ms}, {@code 10s} or {@code 5m}. */
    public Duration duration(String name, Duration otherwise) {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            String value = text.get().toUpperCase(Locale.ROOT);
            if (value.startsWith("P")) {
                return Duration.parse(value);
            }
            return value.endsWith("MS")
                    ? Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)))
                    : Duration.parse("PT" + value);
        } catch (DateTimeParseException | NumberFormatException e) {
            problems.add("%s must be a duration as 500ms, 10s or 5m, not '%s'".formatted(name, text.get()));
            return otherwise;
        }
    }

    /** A file or folder. */
    public Path path(String name, Path otherwise) {
        return optional(name).map(Path::of).orElse(otherwise);
    }

    /** Everything in the environment whose name begins so, in the order of the names. */
    public Map<String, String> startingWith(String start) {
        Map<String, String> found = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(start)) {
                known.add(name);
                found.put(name, value);
            }
        });
        return found;
    }

    /** Adds a problem that only the caller can see. */
    public void problem(String sentence) {
        problems.add(sentence);
    }

    /**
     * Ends the reading.
     *
     * @throws SettingsException with every problem found, unknown names among them
     */
    public void check() {
        environment.keySet().stream()
                .filter(name -> name.startsWith(prefix) && !known.contains(name))
                .sorted()
                .forEach(name -> problems.add(name + " is not a setting" + suggestion(name)));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private Optional<String> content(String name, String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            problems.add("%s_FILE names the file '%s', which cannot be read".formatted(name, file));
            return Optional.empty();
        }
    }

    private String suggestion(String name) {
        return known.stream()
                .filter(candidate -> !candidate.endsWith("_FILE") && distance(name, candidate) <= 3)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }

    /** The Levenshtein distance of two names. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
