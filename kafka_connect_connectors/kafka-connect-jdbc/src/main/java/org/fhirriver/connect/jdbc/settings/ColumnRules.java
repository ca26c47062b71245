package org.fhirriver.connect.jdbc.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which columns have a role in which table; the first rule that fits a table counts.
 *
 * @param rules in the order of the configuration
 */
public record ColumnRules(List<Rule> rules) {

    /** No rule at all. */
    public static final ColumnRules NONE = new ColumnRules(List.of());

    /** The columns of the tables that a pattern matches, as {@link TableId#anyName} presents their names. */
    public record Rule(Pattern table, List<String> columns) {

        public Rule {
            columns = List.copyOf(columns);
        }

        private boolean fits(TableId id) {
            return id.anyName(name -> table.matcher(name).matches());
        }
    }

    public ColumnRules {
        rules = List.copyOf(rules);
    }

    /** The same columns in every table; no rule when there are none. */
    static ColumnRules everywhere(List<String> columns) {
        return columns.isEmpty()
                ? NONE
                : new ColumnRules(List.of(new Rule(Pattern.compile(".*", Pattern.DOTALL), columns)));
    }

    /** Reads {@code regex:[column|column]} or {@code regex:column}, one text for each rule. */
    static ColumnRules mapping(List<String> texts) {
        var rules = new ArrayList<Rule>();
        for (String text : texts) {
            int colon = separator(text);
            String columns = text.substring(colon + 1).strip();
            if (columns.startsWith("[") && columns.endsWith("]")) {
                columns = columns.substring(1, columns.length() - 1);
            }
            rules.add(new Rule(pattern(text.substring(0, colon)), names(columns, "\\|")));
        }
        return new ColumnRules(rules);
    }

    /** Reads {@code column,column} for every table, or {@code regex:column,column;regex:column}. */
    static ColumnRules keyed(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        if (text.indexOf(':') < 0) {
            return everywhere(names(text, ","));
        }
        var rules = new ArrayList<Rule>();
        for (String rule : text.split(";")) {
            if (!rule.isBlank()) {
                int colon = separator(rule);
                rules.add(new Rule(pattern(rule.substring(0, colon)), names(rule.substring(colon + 1), ",")));
            }
        }
        return new ColumnRules(rules);
    }

    private static int separator(String rule) {
        int colon = rule.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException(
                    "'" + rule.strip() + "' does not name a table and, behind a colon, its columns");
        }
        return colon;
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex.strip());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + regex.strip() + "' is not a regular expression: " + e.getDescription());
        }
    }

    private static List<String> names(String text, String separator) {
        List<String> names = Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("'" + text.strip() + "' names no column");
        }
        return names;
    }

    /** The columns of a table; empty when no rule is for it. */
    public Optional<List<String>> columnsOf(TableId table) {
        return rules.stream()
                .filter(rule -> rule.fits(table))
                .map(Rule::columns)
                .findFirst();
    }

    /** The columns of a query's result: a rule for every table is for it as well. */
    public Optional<List<String>> columnsOfQuery() {
        return columnsOf(new TableId(null, null, "query"));
    }

    /** Whether there is no rule. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }
}
