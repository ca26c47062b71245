package org.fhirriver.connect.sftp.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which columns make the key of a topic's records; the first rule that fits the topic counts.
 *
 * @param rules in the order of the configuration
 */
public record KeyColumns(List<Rule> rules) {

    /** The columns for the topics that a pattern matches. */
    public record Rule(Pattern topic, List<String> columns) {

        public Rule {
            columns = List.copyOf(columns);
        }
    }

    public KeyColumns {
        rules = List.copyOf(rules);
    }

    /** Reads {@code column,column} for every topic, or {@code regex:column,column;regex:column}. */
    static KeyColumns read(String text) {
        var rules = new ArrayList<Rule>();
        for (String rule : text.split(";")) {
            if (!rule.isBlank()) {
                int colon = rule.lastIndexOf(':');
                rules.add(new Rule(
                        pattern(colon < 0 ? ".*" : rule.substring(0, colon).strip()),
                        names(rule.substring(colon + 1))));
            }
        }
        return new KeyColumns(rules);
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + regex + "' is not a regular expression: " + e.getDescription());
        }
    }

    private static List<String> names(String text) {
        List<String> names = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("'" + text.strip() + "' names no column");
        }
        return names;
    }

    /** The columns of a topic's key; none when the configuration names none. */
    public List<String> of(String topic) {
        return rules.stream()
                .filter(rule -> rule.topic().matcher(topic).matches())
                .map(Rule::columns)
                .findFirst()
                .orElse(List.of());
    }
}
